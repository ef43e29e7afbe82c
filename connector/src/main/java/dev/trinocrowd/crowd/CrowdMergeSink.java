package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.storage.TableWriter;
import dev.trinocrowd.storage.WrittenBucket;
import io.airlift.json.JsonCodec;
import io.airlift.slice.Slice;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.RowBlock;
import io.trino.spi.connector.ConnectorMergeSink;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static io.airlift.slice.Slices.wrappedBuffer;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.TinyintType.TINYINT;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.completedFuture;

/// Writes the rows of a DELETE into files that a commit will name.
final class CrowdMergeSink
        implements ConnectorMergeSink
{
    private final TableWriter writer;
    private final KeyBlocks keys;
    private final JsonCodec<List<WrittenBucket>> codec;

    CrowdMergeSink(CrowdMergeHandle handle, TableWriter writer, JsonCodec<List<WrittenBucket>> codec)
    {
        this.writer = requireNonNull(writer, "writer is null");
        this.codec = requireNonNull(codec, "codec is null");
        keys = new KeyBlocks(RowIds.keyTypes(RowIds.column(handle.target().entry()).type()));
    }

    static TrinoException notSupported()
    {
        return new TrinoException(NOT_SUPPORTED, "UPDATE and MERGE are not supported by crowd tables: use DELETE and INSERT");
    }

    @Override
    public void storeMergedRows(Page page)
    {
        int channels = page.getChannelCount();
        Block operations = page.getBlock(channels - 3);
        for (int position = 0; position < page.getPositionCount(); position++) {
            if (TINYINT.getByte(operations, position) != DELETE_OPERATION_NUMBER) {
                throw notSupported();
            }
        }
        List<Block> fields = RowBlock.getRowFieldsFromBlock(page.getBlock(channels - 1));
        KeyBlocks.Keys keysOfPage = keys.of(fields.subList(0, fields.size() - 1));
        Block members = fields.getLast();
        for (int position = 0; position < page.getPositionCount(); position++) {
            writer.add(keysOfPage.get(position), BIGINT.getLong(members, position));
        }
    }

    @Override
    public CompletableFuture<Collection<Slice>> finish()
    {
        List<WrittenBucket> written = writer.finish();
        return completedFuture(written.isEmpty() ? ImmutableList.of() : ImmutableList.of(wrappedBuffer(codec.toJsonBytes(written))));
    }

    @Override
    public void abort()
    {
        writer.close();
    }
}
