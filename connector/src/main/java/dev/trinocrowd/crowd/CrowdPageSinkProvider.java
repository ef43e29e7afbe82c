package dev.trinocrowd.crowd;

import com.google.inject.Inject;
import dev.trinocrowd.catalog.TableStore;
import dev.trinocrowd.storage.WrittenBucket;
import io.airlift.json.JsonCodec;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorMergeSink;
import io.trino.spi.connector.ConnectorMergeTableHandle;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.ConnectorPageSink;
import io.trino.spi.connector.ConnectorPageSinkId;
import io.trino.spi.connector.ConnectorPageSinkProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTransactionHandle;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// Opens writers of rows.
public final class CrowdPageSinkProvider
        implements ConnectorPageSinkProvider
{
    private final CrowdStorage storage;
    private final JsonCodec<List<WrittenBucket>> codec;
    private final long maxBytes;

    @Inject
    public CrowdPageSinkProvider(CrowdStorage storage, JsonCodec<List<WrittenBucket>> codec, CrowdConfig config)
    {
        this.storage = requireNonNull(storage, "storage is null");
        this.codec = requireNonNull(codec, "codec is null");
        maxBytes = config.getWriterMaxMemory().toBytes();
    }

    @Override
    public ConnectorPageSink createPageSink(
            ConnectorTransactionHandle transactionHandle,
            ConnectorSession session,
            ConnectorOutputTableHandle outputTableHandle,
            Optional<ConnectorTableCredentials> tableCredentials,
            ConnectorPageSinkId pageSinkId)
    {
        return sink(session, (CrowdWriteHandle) outputTableHandle);
    }

    @Override
    public ConnectorPageSink createPageSink(
            ConnectorTransactionHandle transactionHandle,
            ConnectorSession session,
            ConnectorInsertTableHandle insertTableHandle,
            Optional<ConnectorTableCredentials> tableCredentials,
            ConnectorPageSinkId pageSinkId)
    {
        return sink(session, (CrowdWriteHandle) insertTableHandle);
    }

    private ConnectorPageSink sink(ConnectorSession session, CrowdWriteHandle handle)
    {
        TableStore table = storage.table(session, handle.entry());
        return Boundary.guard(ConnectorPageSink.class, new CrowdPageSink(handle, table.insertWriter(handle.base().map(table::openPinned), maxBytes), codec));
    }

    @Override
    public ConnectorMergeSink createMergeSink(
            ConnectorTransactionHandle transactionHandle,
            ConnectorSession session,
            ConnectorMergeTableHandle mergeHandle,
            Optional<ConnectorTableCredentials> tableCredentials,
            ConnectorPageSinkId pageSinkId)
    {
        CrowdMergeHandle handle = (CrowdMergeHandle) mergeHandle;
        TableStore table = storage.table(session, handle.target().entry());
        return Boundary.guard(ConnectorMergeSink.class, new CrowdMergeSink(handle, table.deleteWriter(table.openPinned(handle.target().version()), maxBytes), codec));
    }
}
