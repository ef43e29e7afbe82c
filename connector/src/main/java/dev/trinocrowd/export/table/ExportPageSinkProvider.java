package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import dev.trinocrowd.crowd.Boundary;
import dev.trinocrowd.crowd.CrowdConfig;
import dev.trinocrowd.crowd.CrowdStorage;
import io.airlift.slice.Slice;
import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.ConnectorPageSink;
import io.trino.spi.connector.ConnectorPageSinkId;
import io.trino.spi.connector.ConnectorPageSinkProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTableExecuteHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.completedFuture;

/// Makes the writers of staged rows.
public final class ExportPageSinkProvider
        implements ConnectorPageSinkProvider
{
    private final CrowdStorage storage;
    private final long maxBytes;

    @Inject
    public ExportPageSinkProvider(CrowdStorage storage, CrowdConfig config)
    {
        this.storage = requireNonNull(storage, "storage is null");
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
        return sink(session, (ExportWriteHandle) outputTableHandle);
    }

    @Override
    public ConnectorPageSink createPageSink(
            ConnectorTransactionHandle transactionHandle,
            ConnectorSession session,
            ConnectorInsertTableHandle insertTableHandle,
            Optional<ConnectorTableCredentials> tableCredentials,
            ConnectorPageSinkId pageSinkId)
    {
        return sink(session, (ExportWriteHandle) insertTableHandle);
    }

    private ConnectorPageSink sink(ConnectorSession session, ExportWriteHandle handle)
    {
        return Boundary.guard(ConnectorPageSink.class, new ExportPageSink(handle, storage.export(session, handle.entry()).writer(maxBytes)));
    }

    @Override
    public ConnectorPageSink createPageSink(
            ConnectorTransactionHandle transactionHandle,
            ConnectorSession session,
            ConnectorTableExecuteHandle tableExecuteHandle,
            Optional<ConnectorTableCredentials> tableCredentials,
            ConnectorPageSinkId pageSinkId)
    {
        return new NothingToWrite();
    }

    /// A delivery's rows do not come as far as here.
    private static final class NothingToWrite
            implements ConnectorPageSink
    {
        @Override
        public CompletableFuture<?> appendPage(Page page)
        {
            throw new IllegalStateException("a delivery gives no rows");
        }

        @Override
        public CompletableFuture<Collection<Slice>> finish()
        {
            return completedFuture(ImmutableList.of());
        }

        @Override
        public void abort()
        {
            // nothing was written
        }
    }
}
