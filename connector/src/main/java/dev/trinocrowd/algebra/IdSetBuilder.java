package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;
import org.roaringbitmap.Container;

import java.util.Arrays;

import static com.google.common.base.Preconditions.checkArgument;

/// Puts a set together from chunks in ascending order.
public final class IdSetBuilder
{
    private final ImmutableList.Builder<Container> containers = ImmutableList.builder();
    private long[] chunks = new long[16];
    private int count;
    private long bytes;

    /// @param container of any kind, not to be used afterwards by who gives it; an empty one is left out
    public IdSetBuilder add(long chunk, Container container)
    {
        if (container.isEmpty()) {
            return this;
        }
        Container canonical = Containers.canonical(container);
        // an operation makes room for as many numbers as there could have been
        canonical.trim();
        return append(chunk, canonical);
    }

    /// @param container of any kind, which others go on using; an empty one is left out
    public IdSetBuilder share(long chunk, Container container)
    {
        return container.isEmpty() ? this : append(chunk, Containers.canonical(container));
    }

    private IdSetBuilder append(long chunk, Container container)
    {
        checkArgument(count == 0 || chunks[count - 1] < chunk, "chunks must ascend, found %s after %s", chunk, count == 0 ? 0 : chunks[count - 1]);
        if (count == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * count);
        }
        chunks[count++] = chunk;
        containers.add(container);
        bytes += 2 * Long.BYTES + Containers.retainedBytes(container);
        return this;
    }

    public long retainedBytes()
    {
        return bytes;
    }

    public IdSet build()
    {
        return new IdSet(Arrays.copyOf(chunks, count), containers.build());
    }
}
