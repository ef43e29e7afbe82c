package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.catalog.SchemaInfo;
import dev.trinocrowd.catalog.TableEntry;
import dev.trinocrowd.crowd.CrowdStorage;
import dev.trinocrowd.export.delivery.RowCheck;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.destination.Destination;
import dev.trinocrowd.export.outbox.DeclaredCaps;
import dev.trinocrowd.export.outbox.DestinationLeases;
import dev.trinocrowd.export.outbox.DestinationLeases.Lease;
import dev.trinocrowd.export.outbox.ExportStore;
import dev.trinocrowd.export.outbox.LeaseHolder;
import dev.trinocrowd.export.outbox.OutboxRetention;
import dev.trinocrowd.export.outbox.PinnedCrowd;
import dev.trinocrowd.export.outbox.Round;
import dev.trinocrowd.export.outbox.RoundInputs;
import dev.trinocrowd.export.outbox.RunRecord;
import io.airlift.log.Logger;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTransactionHandle;
import jakarta.annotation.PreDestroy;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import static com.google.common.base.Preconditions.checkState;
import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.airlift.concurrent.Threads.daemonThreadsNamed;
import static io.trino.spi.StandardErrorCode.TABLE_NOT_FOUND;
import static java.util.Objects.requireNonNull;

/// The deliveries that this coordinator has begun: each holds the lease of its destination until its transaction ends.
public final class ExportDeliveries
{
    private static final Logger log = Logger.get(ExportDeliveries.class);
    private static final int RENEWALS_PER_LIFE = 3;
    /// A statement that stages for longer is not to be expected.
    private static final Duration FILE_RETENTION = Duration.ofDays(1);
    /// A query that reads staged rows or a log for longer is not to be expected.
    private static final Duration READERS = Duration.ofHours(1);

    private final CrowdStorage storage;
    private final ExportDestinations destinations;
    private final OutboxRetention retention;
    private final long renewalMillis;
    private final Duration leaseLife;
    private final Map<ConnectorTransactionHandle, Active> active = new ConcurrentHashMap<>();
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(daemonThreadsNamed("crowd-export-lease-%s"));

    private record Active(ExportStore store, DestinationLeases leases, Lease lease, Optional<Round> round, ScheduledFuture<?> renewal)
    {}

    @Inject
    public ExportDeliveries(CrowdStorage storage, ExportDestinations destinations, ExportConfig config)
    {
        this.storage = requireNonNull(storage, "storage is null");
        this.destinations = requireNonNull(destinations, "destinations is null");
        retention = new OutboxRetention(config.getLogRetention().toJavaTime(), FILE_RETENTION, READERS);
        leaseLife = config.getLeaseDuration().toJavaTime();
        renewalMillis = leaseLife.toMillis() / RENEWALS_PER_LIFE;
    }

    @PreDestroy
    public void stop()
    {
        renewals.shutdownNow();
    }

    /// @throws TrinoException if the administrator has declared no such destination, or it cannot take such rows
    void check(ExportEntry entry)
    {
        destinations.check(entry.destination(), new PayloadCodec(entry).schema(entry));
    }

    /// Tells rows that the destination could not be sent.
    RowCheck rowCheck(ExportEntry entry)
    {
        return destinations.get(entry.destination()).target().rowCheck(new PayloadCodec(entry).schema(entry));
    }

    /// Whether somebody delivers under a lease.
    boolean isHeld(ConnectorSession session, String destination, long number)
    {
        return storage.leases(session, destination, leaseLife).isHeld(number);
    }

    /// Takes the lease and begins a run.
    ///
    /// @return empty if there is nothing to deliver
    Optional<Round> begin(ConnectorTransactionHandle transaction, ConnectorSession session, ExportTableHandle table)
    {
        check(table.entry());
        Destination destination = destinations.get(table.entry().destination());
        ExportStore store = storage.export(session, table.entry());
        DestinationLeases leases = storage.leases(session, destination.name(), leaseLife);
        Lease lease = leases.acquire(new LeaseHolder(session.getQueryId(), session.getUser(), table.name().toString()));
        try {
            Optional<Round> round = store.beginRun(lease.number(), session.getQueryId(), session.getUser(), table.exportName(), () -> inputs(session, table.entry()));
            ScheduledFuture<?> renewal = renewals.scheduleWithFixedDelay(() -> renew(leases, lease), renewalMillis, renewalMillis, TimeUnit.MILLISECONDS);
            active.put(transaction, new Active(store, leases, lease, round, renewal));
            return round;
        }
        catch (RuntimeException e) {
            leases.release(lease);
            throw e;
        }
    }

    private static void renew(DestinationLeases leases, Lease lease)
    {
        try {
            leases.renew(lease);
        }
        catch (RuntimeException e) {
            // Who takes over writes to the journals first, so that nothing leaves twice; the next renewal may succeed.
            log.warn(e, "The lease of a delivery could not be renewed: query %s", lease.holder().query());
        }
    }

    /// The crowds of a new round, as they are now.
    RoundInputs inputs(ConnectorSession session, ExportEntry entry)
    {
        Destination destination = destinations.get(entry.destination());
        Set<String> suppressions = new LinkedHashSet<>(destination.suppression());
        suppressions.addAll(entry.suppress());
        return new RoundInputs(
                Math.min(destination.lanes(), entry.shards()),
                entry.source().map(name -> pin(session, name)),
                suppressions.stream().map(name -> pin(session, name)).collect(toImmutableList()),
                Optional.of(destination.caps()).filter(caps -> !caps.isNone()).map(caps -> new DeclaredCaps(caps, PayloadReading.INSTANCE)));
    }

    private PinnedCrowd pin(ConnectorSession session, String name)
    {
        TableEntry crowd = crowd(storage, session, name);
        return new PinnedCrowd(name, crowd, storage.table(session, crowd).latest().version());
    }

    /// @param name as `schema.table`
    static TableEntry crowd(CrowdStorage storage, ConnectorSession session, String name)
    {
        int dot = name.indexOf('.');
        Optional<SchemaInfo> schema = storage.schemas(session).find(name.substring(0, dot));
        return schema.flatMap(found -> found.table(name.substring(dot + 1)))
                .orElseThrow(() -> new TrinoException(TABLE_NOT_FOUND, "The crowd '%s', which the export needs, does not exist. Nothing was sent".formatted(name)));
    }

    /// What is to be done before an export table is dropped.
    ///
    /// @return what is to be done when it is
    public Runnable beforeDrop(ConnectorSession session, ExportEntry entry)
    {
        try {
            Runnable after = storage.export(session, entry).prepareDrop(PayloadReading.INSTANCE, fence -> isHeld(session, entry.destination(), fence));
            return () -> {
                try {
                    after.run();
                }
                catch (RuntimeException e) {
                    log.warn(e, "What an open round had sent to '%s' counts as open until its files are gone: export table %s", entry.destination(), entry.id());
                }
            };
        }
        catch (RuntimeException e) {
            // A table that cannot be read must go all the same.
            log.warn(e, "What an open round had sent to '%s' is not counted against caps any more: export table %s", entry.destination(), entry.id());
            return () -> {};
        }
    }

    /// Ends the run of a transaction.
    ///
    /// @return empty if there was nothing to deliver
    Optional<RunRecord> finish(ConnectorTransactionHandle transaction, ConnectorSession session)
    {
        Active delivery = active.get(transaction);
        checkState(delivery != null, "the transaction delivers nothing: %s", transaction);
        ExportEntry entry = delivery.store().entry();
        RowSchema schema = new PayloadCodec(entry).schema(entry);
        Optional<RunRecord> run = delivery.round().map(round -> delivery.store().endRun(round, lanes -> destinations.complete(
                session,
                destinations.get(entry.destination()),
                schema,
                round.table(),
                round.delivery(entry.id()),
                lanes)));
        run.ifPresent(_ -> clean(delivery.store()));
        return run;
    }

    private void clean(ExportStore store)
    {
        try {
            store.clean(retention);
        }
        catch (RuntimeException e) {
            // The rows have left; the next run cleans up as well.
            log.warn(e, "What an export table does not need could not be deleted: %s", store.entry().folder());
        }
    }

    /// Gives the lease of a transaction back, if it has one.
    public void end(ConnectorTransactionHandle transaction)
    {
        Active delivery = active.remove(transaction);
        if (delivery == null) {
            return;
        }
        delivery.renewal().cancel(false);
        try {
            delivery.leases().release(delivery.lease());
        }
        catch (RuntimeException e) {
            log.warn(e, "The lease of a delivery could not be given back: query %s", delivery.lease().holder().query());
        }
    }

    /// Crowds whose members must not be seen by everybody who delivers.
    static List<String> crowdsOf(ExportEntry entry)
    {
        return ImmutableList.<String>builder().addAll(entry.source().stream().toList()).addAll(entry.suppress()).build();
    }
}
