package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.storage.EncodedKey;
import dev.trinocrowd.storage.TableWriter;
import dev.trinocrowd.storage.WrittenBucket;
import io.airlift.json.JsonCodec;
import io.airlift.slice.Slice;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.connector.ConnectorPageSink;
import io.trino.spi.type.Type;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.trinocrowd.crowd.CrowdErrorCode.CROWD_INVALID_MEMBER;
import static io.airlift.slice.Slices.wrappedBuffer;
import static io.trino.spi.type.BigintType.BIGINT;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.completedFuture;

/// Writes the rows of an INSERT or CREATE TABLE AS into files that a commit will name.
final class CrowdPageSink
        implements ConnectorPageSink
{
    private final TableWriter writer;
    private final String member;
    private final int memberChannel;
    private final Type memberType;
    private final List<Integer> keyChannels;
    private final KeyBlocks keys;
    private final JsonCodec<List<WrittenBucket>> codec;

    CrowdPageSink(CrowdWriteHandle handle, TableWriter writer, JsonCodec<List<WrittenBucket>> codec)
    {
        this.writer = requireNonNull(writer, "writer is null");
        this.codec = requireNonNull(codec, "codec is null");
        member = handle.entry().member();
        memberChannel = TableColumns.memberPosition(handle.entry());
        memberType = handle.types().get(memberChannel);
        keyChannels = IntStream.range(0, handle.types().size()).filter(channel -> channel != memberChannel).boxed().collect(toImmutableList());
        keys = new KeyBlocks(keyChannels.stream().map(handle.types()::get).toList());
    }

    @Override
    public long getMemoryUsage()
    {
        return writer.retainedBytes() + keys.retainedBytes();
    }

    @Override
    public CompletableFuture<?> appendPage(Page page)
    {
        KeyBlocks.Keys keysOfPage = keys.of(keyChannels.stream().map(page::getBlock).toList());
        Block members = page.getBlock(memberChannel);
        if (memberType == BIGINT && members instanceof LongArrayBlock ids && !ids.mayHaveNull()) {
            for (int position = 0; position < page.getPositionCount(); position++) {
                add(keysOfPage.get(position), ids.getLong(position));
            }
            return NOT_BLOCKED;
        }
        for (int position = 0; position < page.getPositionCount(); position++) {
            if (members.isNull(position)) {
                throw new TrinoException(CROWD_INVALID_MEMBER, "The column of ids %s must not be NULL".formatted(member));
            }
            add(keysOfPage.get(position), memberType.getLong(members, position));
        }
        return NOT_BLOCKED;
    }

    private void add(EncodedKey key, long id)
    {
        if (id < 0) {
            throw new TrinoException(CROWD_INVALID_MEMBER, "The column of ids %s must not be negative, found %s".formatted(member, id));
        }
        writer.add(key, id);
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
