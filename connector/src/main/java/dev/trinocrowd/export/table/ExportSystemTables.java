package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.crowd.Boundary;
import dev.trinocrowd.crowd.CrowdStorage;
import dev.trinocrowd.export.delivery.BatchId;
import dev.trinocrowd.export.delivery.BatchIntent;
import dev.trinocrowd.export.delivery.BatchOutcome;
import dev.trinocrowd.export.delivery.RowRejection;
import dev.trinocrowd.export.outbox.DeliveredRound;
import dev.trinocrowd.export.outbox.ExportName;
import dev.trinocrowd.export.outbox.ExportStore;
import dev.trinocrowd.export.outbox.LaneHistory;
import dev.trinocrowd.export.outbox.MemberState;
import dev.trinocrowd.export.outbox.OutboxManifest;
import dev.trinocrowd.export.outbox.Round;
import dev.trinocrowd.export.outbox.RunRecord;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static com.google.common.collect.Streams.stream;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.TimestampWithTimeZoneType.createTimestampWithTimeZoneType;
import static io.trino.spi.type.VarcharType.VARCHAR;

/// The logs of an export table, `"t$runs"`, `"t$deliveries"` and `"t$state"`, and what its next delivery would do: `"t$preview"`.
final class ExportSystemTables
{
    private static final String RUNS = "$runs";
    private static final String DELIVERIES = "$deliveries";
    private static final String STATE = "$state";
    private static final String PREVIEW = "$preview";
    private static final Type TIME = createTimestampWithTimeZoneType(6);
    private static final Type ARMS = new ArrayType(RowType.from(ImmutableList.of(
            RowType.field("arm", BIGINT),
            RowType.field("staged", BIGINT),
            RowType.field("accepted", BIGINT),
            RowType.field("rejected", BIGINT),
            RowType.field("suppressed", BIGINT),
            RowType.field("unknown", BIGINT))));
    private static final List<ColumnMetadata> RUN_COLUMNS = ImmutableList.of(
            new ColumnMetadata("run", BIGINT),
            new ColumnMetadata("round", BIGINT),
            new ColumnMetadata("status", VARCHAR),
            new ColumnMetadata("started_at", TIME),
            new ColumnMetadata("ended_at", TIME),
            new ColumnMetadata("query_id", VARCHAR),
            new ColumnMetadata("user_name", VARCHAR),
            new ColumnMetadata("staged", BIGINT),
            new ColumnMetadata("accepted", BIGINT),
            new ColumnMetadata("rejected", BIGINT),
            new ColumnMetadata("suppressed", BIGINT),
            new ColumnMetadata("unknown", BIGINT),
            new ColumnMetadata("pending", BIGINT),
            new ColumnMetadata("deleted", BIGINT),
            new ColumnMetadata("not_deleted", BIGINT),
            new ColumnMetadata("message", VARCHAR),
            new ColumnMetadata("arms", ARMS));

    private ExportSystemTables()
    {}

    /// @param entries finds export tables
    static Optional<SystemTable> find(
            SchemaTableName name,
            Function<SchemaTableName, Optional<ExportEntry>> entries,
            CrowdStorage storage,
            ExportDeliveries deliveries,
            DeliveryRights rights)
    {
        String table = name.getTableName();
        int dollar = table.lastIndexOf('$');
        if (dollar <= 0) {
            return Optional.empty();
        }
        SchemaTableName base = new SchemaTableName(name.getSchemaName(), table.substring(0, dollar));
        String kind = table.substring(dollar);
        if (!List.of(RUNS, DELIVERIES, STATE, PREVIEW).contains(kind)) {
            return Optional.empty();
        }
        return entries.apply(base).map(entry -> Boundary.guard(SystemTable.class, switch (kind) {
            case RUNS ->
                new ExportLog(name, base, entry, RUN_COLUMNS, session -> runs(storage.export(session, entry), lease -> deliveries.isHeld(session, entry.destination(), lease)));
            case DELIVERIES -> new ExportLog(name, base, entry, deliveryColumns(entry), session -> deliveries(storage.export(session, entry)));
            case PREVIEW -> new ExportPreview(new ExportLog(name, base, entry, ExportPreview.COLUMNS, session -> {
                ExportName export = new ExportName(base.getSchemaName(), base.getTableName());
                return ExportPreview.rows(DryRun.count(storage, deliveries, session, export, entry));
            }), rights);
            default -> new ExportLog(name, base, entry, stateColumns(entry), session -> states(storage.export(session, entry)));
        }));
    }

    private static Iterator<List<Object>> runs(ExportStore store, LongPredicate isLeaseHeld)
    {
        Stream<List<Object>> ended = store.runs().stream().map(run -> row(run, run.status().name().toLowerCase(Locale.ENGLISH)));
        Optional<Round> open = store.latest().round().filter(round -> store.run(round.lastRun().number()).isEmpty());
        Stream<List<Object>> running = open.stream().map(round -> row(store.current(round), isLeaseHeld.test(round.lastRun().fence()) ? "running" : "interrupted"));
        return Stream.concat(ended, running).iterator();
    }

    private static List<Object> row(RunRecord run, String status)
    {
        RunSummary summary = RunSummary.of(run);
        List<Object> row = new ArrayList<>();
        row.add(run.start().number());
        row.add(run.round());
        row.add(status);
        row.add(ExportLog.time(run.start().startedAt()));
        row.add(run.endedAt().map(ExportLog::time).orElse(null));
        row.add(run.start().query());
        row.add(run.start().user());
        row.add(summary.staged());
        row.add(summary.accepted());
        row.add(summary.rejected());
        row.add(summary.suppressed());
        row.add(summary.unknown());
        row.add(summary.pending());
        row.add(summary.deleted());
        row.add(summary.notDeleted());
        row.add(run.message().orElse(null));
        row.add(arms(run));
        return row;
    }

    private static List<List<Object>> arms(RunRecord run)
    {
        List<Long> arms = run.tallies().stream().flatMap(tally -> tally.arm().stream()).distinct().sorted().toList();
        List<List<Object>> rows = new ArrayList<>();
        for (long arm : arms) {
            RunSummary summary = RunSummary.ofArm(run, Optional.of(arm));
            rows.add(List.of(arm, summary.staged(), summary.accepted(), summary.rejected(), summary.suppressed(), summary.unknown()));
        }
        return rows;
    }

    private static List<ColumnMetadata> deliveryColumns(ExportEntry entry)
    {
        return ImmutableList.of(
                new ColumnMetadata("run", BIGINT),
                new ColumnMetadata("round", BIGINT),
                new ColumnMetadata("lane", BIGINT),
                new ColumnMetadata("batch", VARCHAR),
                new ColumnMetadata("idempotency_key", VARCHAR),
                new ColumnMetadata("status", VARCHAR),
                new ColumnMetadata("rows", BIGINT),
                new ColumnMetadata("accepted", BIGINT),
                new ColumnMetadata("rejected", BIGINT),
                new ColumnMetadata("unknown", BIGINT),
                new ColumnMetadata("attempts", BIGINT),
                new ColumnMetadata("intended_at", TIME),
                new ColumnMetadata("ended_at", TIME),
                new ColumnMetadata("message", VARCHAR),
                new ColumnMetadata("receipt", VARCHAR),
                new ColumnMetadata("exceptions", new ArrayType(RowType.from(ImmutableList.of(
                        RowType.field(entry.member(), BIGINT),
                        RowType.field("message", VARCHAR))))));
    }

    private static Iterator<List<Object>> deliveries(ExportStore store)
    {
        return store.rounds().stream()
                .flatMap(round -> IntStream.range(0, round.lanes()).boxed().flatMap(lane -> batches(round, lane, store.history(round, lane))))
                .iterator();
    }

    private static Stream<List<Object>> batches(DeliveredRound round, int lane, LaneHistory history)
    {
        Map<BatchId, Batch> batches = new TreeMap<>(Comparator.comparingLong(BatchId::chunk).thenComparingInt(BatchId::part).thenComparing(BatchId::half));
        Map<BatchId, Integer> attempts = new HashMap<>();
        for (LaneHistory.Event event : history.events()) {
            event.intent().ifPresent(intent -> batches.put(intent.id(), new Batch(event.run(), intent, Optional.empty())));
            event.outcome().ifPresent(outcome -> {
                attempts.merge(outcome.id(), outcome.attempts(), Integer::sum);
                batches.computeIfPresent(outcome.id(), (_, batch) -> new Batch(event.run(), batch.intent(), Optional.of(outcome)));
            });
        }
        return batches.values().stream().map(batch -> row(round, lane, batch, attempts.getOrDefault(batch.intent().id(), 0)));
    }

    private record Batch(long run, BatchIntent intent, Optional<BatchOutcome> outcome)
    {}

    private static List<Object> row(DeliveredRound round, int lane, Batch batch, long attempts)
    {
        Optional<BatchOutcome> outcome = batch.outcome();
        List<Object> row = new ArrayList<>();
        row.add(batch.run());
        row.add(round.number());
        row.add((long) lane);
        row.add(batch.intent().id().toString());
        row.add(batch.intent().key());
        row.add(outcome.map(known -> known.status().name().toLowerCase(Locale.ENGLISH)).orElse("intended"));
        row.add((long) batch.intent().rows());
        row.add(outcome.map(known -> (long) known.accepted()).orElse(0L));
        row.add(outcome.map(known -> (long) known.rejected().size()).orElse(0L));
        row.add(outcome.map(known -> (long) known.unknown()).orElse((long) batch.intent().rows()));
        row.add(attempts);
        row.add(ExportLog.time(batch.intent().time()));
        row.add(outcome.map(known -> ExportLog.time(known.time())).orElse(null));
        row.add(outcome.flatMap(BatchOutcome::message).orElse(null));
        row.add(outcome.flatMap(BatchOutcome::receipt).orElse(null));
        List<List<Object>> exceptions = new ArrayList<>();
        for (RowRejection rejection : outcome.map(BatchOutcome::rejected).orElse(List.of())) {
            exceptions.add(List.of(rejection.member(), rejection.message()));
        }
        row.add(exceptions);
        return row;
    }

    private static List<ColumnMetadata> stateColumns(ExportEntry entry)
    {
        ImmutableList.Builder<ColumnMetadata> columns = ImmutableList.builder();
        columns.addAll(ExportEntries.metadata(entry));
        Set<String> taken = new HashSet<>();
        columns.build().forEach(column -> taken.add(column.getName()));
        columns.add(new ColumnMetadata(free("outcome", taken), VARCHAR));
        columns.add(new ColumnMetadata(free("reason", taken), VARCHAR));
        columns.add(new ColumnMetadata(free("holding", taken), VARCHAR));
        columns.add(new ColumnMetadata(free("round", taken), BIGINT));
        columns.add(new ColumnMetadata(free("changed_at", taken), TIME));
        return columns.build();
    }

    /// Columns of the export table keep their names.
    private static String free(String name, Set<String> taken)
    {
        return taken.contains(name) ? free("_" + name, taken) : name;
    }

    private static Iterator<List<Object>> states(ExportStore store)
    {
        OutboxManifest outbox = store.latest();
        if (store.entry().source().isPresent()) {
            return outbox.held().map(held -> stream(store.held(held))).orElseGet(Stream::empty).map(ExportSystemTables::held).iterator();
        }
        PayloadCodec codec = new PayloadCodec(store.entry());
        return IntStream.range(0, store.entry().shards()).boxed()
                .flatMap(shard -> stream(store.states(outbox.layers(), shard)))
                .map(known -> row(known.getKey(), known.getValue(), codec))
                .iterator();
    }

    private static List<Object> held(long member)
    {
        List<Object> row = new ArrayList<>();
        row.add(member);
        row.add("accepted");
        row.add(null);
        row.add("payload");
        row.add(null);
        row.add(null);
        return row;
    }

    private static List<Object> row(long member, MemberState state, PayloadCodec codec)
    {
        List<Object> row = new ArrayList<>();
        row.add(member);
        Collections.addAll(row, codec.natives(state.payload()));
        row.add(state.outcome().toString());
        row.add(state.reason().isEmpty() ? null : state.reason());
        row.add(state.holding().name().toLowerCase(Locale.ENGLISH));
        row.add(state.round());
        row.add(ExportLog.time(state.time()));
        return row;
    }
}
