package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.Json;
import dev.trinocrowd.export.outbox.RowFileRecord;
import dev.trinocrowd.export.outbox.RowFileWriter;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.connector.ConnectorPageSink;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static dev.trinocrowd.crowd.CrowdErrorCode.CROWD_INVALID_MEMBER;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.completedFuture;

/// Writes the rows of an INSERT or CREATE TABLE AS into files that a commit will name.
final class ExportPageSink
        implements ConnectorPageSink
{
    private final ExportWriteHandle handle;
    private final RowFileWriter writer;
    private final PayloadCodec codec;

    ExportPageSink(ExportWriteHandle handle, RowFileWriter writer)
    {
        this.handle = requireNonNull(handle, "handle is null");
        this.writer = requireNonNull(writer, "writer is null");
        codec = new PayloadCodec(handle.entry());
    }

    @Override
    public long getMemoryUsage()
    {
        return writer.retainedBytes();
    }

    @Override
    public CompletableFuture<?> appendPage(Page page)
    {
        Block members = page.getBlock(0);
        for (int position = 0; position < page.getPositionCount(); position++) {
            writer.add(member(members, position), codec.encode(page, 1, position));
        }
        return NOT_BLOCKED;
    }

    private long member(Block members, int position)
    {
        if (members.isNull(position)) {
            throw new TrinoException(CROWD_INVALID_MEMBER, "The column of ids %s must not be NULL".formatted(handle.entry().member()));
        }
        long member = handle.memberType().getLong(members, position);
        if (member < 0) {
            throw new TrinoException(CROWD_INVALID_MEMBER, "The column of ids %s must not be negative, found %s".formatted(handle.entry().member(), member));
        }
        return member;
    }

    @Override
    public CompletableFuture<Collection<Slice>> finish()
    {
        List<RowFileRecord> written = writer.finish();
        return completedFuture(written.stream().map(file -> Slices.wrappedBuffer(Json.write(file))).collect(ImmutableList.toImmutableList()));
    }

    @Override
    public void abort()
    {
        writer.close();
    }
}
