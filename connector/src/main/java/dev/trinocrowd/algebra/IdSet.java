package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;
import org.roaringbitmap.Container;

import java.util.List;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// A set of ids from 0 to 2^63−1, cut into chunks of 65,536 neighbours, each held by a roaring container.
///
/// Sets are immutable: a container that is in a set is never changed.
public final class IdSet
{
    public static final int CHUNK_BITS = 16;
    public static final IdSet EMPTY = new IdSet(new long[0], ImmutableList.of());

    private final long[] chunks;
    private final List<Container> containers;
    private final long cardinality;

    /// @param chunks the upper 48 bits of the ids, ascending; not to be changed afterwards
    /// @param containers the lower 16 bits of the ids of each chunk, none empty
    public IdSet(long[] chunks, List<Container> containers)
    {
        this.chunks = requireNonNull(chunks, "chunks is null");
        this.containers = ImmutableList.copyOf(requireNonNull(containers, "containers is null"));
        checkArgument(chunks.length == containers.size(), "there must be as many containers as chunks (%s), found %s", chunks.length, containers.size());
        long sum = 0;
        for (Container container : this.containers) {
            sum += container.getCardinality();
        }
        cardinality = sum;
    }

    /// The chunk of an id.
    public static long chunk(long id)
    {
        return id >>> CHUNK_BITS;
    }

    public int chunkCount()
    {
        return chunks.length;
    }

    public long chunkAt(int index)
    {
        return chunks[index];
    }

    public Container containerAt(int index)
    {
        return containers.get(index);
    }

    public long cardinality()
    {
        return cardinality;
    }
}
