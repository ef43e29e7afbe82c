package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import dev.trinocrowd.crowd.CrowdStorage;
import dev.trinocrowd.export.outbox.OutboxManifest;
import dev.trinocrowd.export.outbox.Round;
import dev.trinocrowd.export.table.ExportTableHandle.Use;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.FixedSplitSource;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static java.util.Objects.requireNonNull;

/// Of rows that are read, a split a file; of a delivery, a split a lane.
public final class ExportSplitManager
        implements ConnectorSplitManager
{
    private final CrowdStorage storage;
    private final ExportDeliveries deliveries;

    @Inject
    public ExportSplitManager(CrowdStorage storage, ExportDeliveries deliveries)
    {
        this.storage = requireNonNull(storage, "storage is null");
        this.deliveries = requireNonNull(deliveries, "deliveries is null");
    }

    @Override
    public ConnectorSplitSource getSplits(
            ConnectorTransactionHandle transaction,
            ConnectorSession session,
            ConnectorTableHandle table,
            Set<ColumnHandle> dynamicFilterColumns,
            Constraint constraint)
    {
        ExportTableHandle handle = (ExportTableHandle) table;
        List<ConnectorSplit> splits = switch (handle.use()) {
            case READ -> pending(session, handle);
            // Not before the statement runs: EXPLAIN must not take the lease.
            case DELIVER -> deliveries.begin(transaction, session, handle).map(ExportSplitManager::lanes).orElse(ImmutableList.of());
            case DRY_RUN -> ImmutableList.of();
        };
        // Of a procedure, the engine wants to be told that there is nothing to tell of its splits.
        return handle.use() == Use.READ ? new FixedSplitSource(splits) : new FixedSplitSource(splits, ImmutableList.of());
    }

    private static List<ConnectorSplit> lanes(Round round)
    {
        ImmutableList.Builder<ConnectorSplit> splits = ImmutableList.builder();
        for (int lane = 0; lane < round.lanes(); lane++) {
            splits.add(ExportSplit.delivery(round.lastRun().number(), lane));
        }
        return splits.build();
    }

    private List<ConnectorSplit> pending(ConnectorSession session, ExportTableHandle handle)
    {
        if (handle.entry().source().isPresent()) {
            throw new TrinoException(NOT_SUPPORTED, "Nothing is staged in an export table with source: deliver compares %s with what was sent, and %s".formatted(
                    handle.entry().source().orElseThrow(),
                    "deliver(dry_run => true) counts the differences"));
        }
        OutboxManifest outbox = storage.export(session, handle.entry()).latest();
        ImmutableList.Builder<ConnectorSplit> splits = ImmutableList.builder();
        outbox.pending().forEach(staged -> staged.files().forEach(file -> splits.add(ExportSplit.stagedFile(file))));
        Optional<Round> round = outbox.round();
        if (round.isPresent()) {
            for (int lane = 0; lane < round.orElseThrow().lanes(); lane++) {
                splits.add(ExportSplit.openLane(round.orElseThrow().number(), lane));
            }
        }
        return splits.build();
    }
}
