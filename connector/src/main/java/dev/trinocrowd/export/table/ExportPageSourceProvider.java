package dev.trinocrowd.export.table;

import com.google.common.collect.AbstractIterator;
import com.google.inject.Inject;
import dev.trinocrowd.crowd.Boundary;
import dev.trinocrowd.crowd.CrowdConfig;
import dev.trinocrowd.crowd.CrowdStorage;
import dev.trinocrowd.crowd.EvaluationMemory;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.delivery.Sender;
import dev.trinocrowd.export.destination.Destination;
import dev.trinocrowd.export.outbox.ExportStore;
import dev.trinocrowd.export.outbox.LaneRun;
import dev.trinocrowd.export.outbox.PendingRow;
import dev.trinocrowd.export.outbox.Round;
import dev.trinocrowd.export.outbox.RowCursor;
import dev.trinocrowd.export.outbox.RowFile;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.MemoryContext;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.trino.spi.StandardErrorCode.TRANSACTION_CONFLICT;
import static java.util.Objects.requireNonNull;

/// Reads staged rows, and sends them.
public final class ExportPageSourceProvider
        implements ConnectorPageSourceProvider
{
    private final CrowdStorage storage;
    private final ExportDestinations destinations;
    private final long maxWriterBytes;

    @Inject
    public ExportPageSourceProvider(CrowdStorage storage, ExportDestinations destinations, CrowdConfig config)
    {
        this.storage = requireNonNull(storage, "storage is null");
        this.destinations = requireNonNull(destinations, "destinations is null");
        maxWriterBytes = config.getWriterMaxMemory().toBytes();
    }

    @Override
    public ConnectorPageSource createPageSource(
            ConnectorTransactionHandle transaction,
            ConnectorSession session,
            ConnectorSplit split,
            ConnectorTableHandle table,
            Optional<ConnectorTableCredentials> tableCredentials,
            List<ColumnHandle> columns,
            DynamicFilter dynamicFilter,
            MemoryContext memoryContext)
    {
        ExportTableHandle handle = (ExportTableHandle) table;
        ExportStore store = storage.export(session, handle.entry());
        List<ExportColumnHandle> wanted = columns.stream().map(ExportColumnHandle.class::cast).collect(toImmutableList());
        PayloadCodec codec = new PayloadCodec(handle.entry());
        ExportSplit part = (ExportSplit) split;
        EvaluationMemory memory = new EvaluationMemory(memoryContext);
        return Boundary.guard(ConnectorPageSource.class, switch (part.kind()) {
            case STAGED_FILE -> new StagedPageSource(handle.entry(), wanted, rows(store.open(part.file().orElseThrow())), memory);
            case OPEN_LANE -> new StagedPageSource(
                    handle.entry(),
                    wanted,
                    round(store, part.number()).map(open -> store.pending(open, part.lane(), codec.schema(handle.entry()), codec, memory)).orElseGet(Collections::emptyIterator),
                    memory);
            case DELIVERY -> delivery(session, handle, store, codec, part.number(), part.lane(), memory);
        });
    }

    private static Iterator<PendingRow> rows(RowFile file)
    {
        return new AbstractIterator<>()
        {
            private int shard;
            private RowCursor rows = file.rows(0);

            @Override
            protected PendingRow computeNext()
            {
                while (!rows.advance()) {
                    shard++;
                    if (shard == file.shards()) {
                        return endOfData();
                    }
                    rows = file.rows(shard);
                }
                return new PendingRow(rows.member(), rows.payload());
            }
        };
    }

    /// @return empty if the round has ended in the meantime
    private static Optional<Round> round(ExportStore store, long number)
    {
        return store.latest().round().filter(round -> round.number() == number);
    }

    private ConnectorPageSource delivery(ConnectorSession session, ExportTableHandle handle, ExportStore store, PayloadCodec codec, long run, int lane, EvaluationMemory memory)
    {
        Round round = store.latest().round()
                .filter(open -> open.lastRun().number() == run)
                .orElseThrow(() -> new TrinoException(TRANSACTION_CONFLICT, "A later run has taken over the delivery of %s. This one sends nothing more".formatted(handle.name())));
        Destination destination = destinations.get(handle.entry().destination());
        RowSchema schema = codec.schema(handle.entry());
        LaneRun laneRun = new LaneRun(store, round, lane, schema, codec, destination.settings(schema), maxWriterBytes, memory);
        Sender sender = destinations.open(session, destination, schema, round.table(), round.delivery(handle.entry().id()));
        return new DeliveryPageSource(laneRun, sender, memory, "crowd-export-%s-%s".formatted(handle.name(), lane));
    }
}
