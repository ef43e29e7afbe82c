package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;
import org.roaringbitmap.Container;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// A set of ids from 0 to 2^63−1, in memory.
///
/// Sets are immutable: a container that is in a set is never changed.
public final class IdSet
        implements ChunkedSet
{
    public static final int CHUNK_BITS = 16;
    public static final IdSet EMPTY = new IdSet(new long[0], ImmutableList.of());

    private static final long MAX_CHUNK = Long.MAX_VALUE >>> CHUNK_BITS;

    private final long[] chunks;
    private final List<Container> containers;
    private final long cardinality;
    private final long retainedBytes;

    /// @param chunks the upper 48 bits of the ids, ascending; not to be changed afterwards
    /// @param containers the lower 16 bits of the ids of each chunk, none empty
    public IdSet(long[] chunks, List<Container> containers)
    {
        this.chunks = requireNonNull(chunks, "chunks is null");
        this.containers = ImmutableList.copyOf(requireNonNull(containers, "containers is null"));
        checkArgument(chunks.length == containers.size(), "there must be as many containers as chunks (%s), found %s", chunks.length, containers.size());
        long ids = 0;
        long bytes = Containers.SET_BYTES;
        for (int i = 0; i < chunks.length; i++) {
            Container container = this.containers.get(i);
            checkArgument(i == 0 || chunks[i - 1] < chunks[i], "chunks must ascend, found %s before %s", i == 0 ? 0 : chunks[i - 1], chunks[i]);
            checkArgument(!container.isEmpty(), "a container must not be empty, found one of chunk %s", chunks[i]);
            ids += container.getCardinality();
            bytes += Long.BYTES + Containers.retainedBytes(container);
        }
        checkArgument(chunks.length == 0 || (chunks[0] >= 0 && chunks[chunks.length - 1] <= MAX_CHUNK), "chunks must be from 0 to %s", MAX_CHUNK);
        cardinality = ids;
        retainedBytes = bytes;
    }

    /// The set of some ids in any order, with or without repeats.
    public static IdSet of(long... ids)
    {
        return IdSets.ofUnsorted(ids.clone(), ids.length);
    }

    /// The chunk of an id.
    public static long chunk(long id)
    {
        return id >>> CHUNK_BITS;
    }

    @Override
    public long cardinality()
    {
        return cardinality;
    }

    public boolean isEmpty()
    {
        return chunks.length == 0;
    }

    @Override
    public int chunkCount()
    {
        return chunks.length;
    }

    @Override
    public long chunkAt(int index)
    {
        return chunks[index];
    }

    @Override
    public int cardinalityAt(int index)
    {
        return containers.get(index).getCardinality();
    }

    @Override
    public Container containerAt(int index)
    {
        return containers.get(index);
    }

    public boolean contains(long id)
    {
        int index = ChunkSearch.firstFrom(this, 0, chunk(id));
        return id >= 0 && index < chunks.length && chunks[index] == chunk(id) && containers.get(index).contains((char) id);
    }

    /// The smallest id. Not to be asked of the empty set.
    public long first()
    {
        if (isEmpty()) {
            throw new NoSuchElementException("The empty set has no first id");
        }
        return (chunks[0] << CHUNK_BITS) | containers.getFirst().first();
    }

    /// The largest id. Not to be asked of the empty set.
    public long last()
    {
        if (isEmpty()) {
            throw new NoSuchElementException("The empty set has no last id");
        }
        return (chunks[chunks.length - 1] << CHUNK_BITS) | containers.getLast().last();
    }

    /// The ids in ascending order.
    public PrimitiveIterator.OfLong iterator()
    {
        return new IdIterator(this);
    }

    public long[] toArray()
    {
        long[] ids = new long[Math.toIntExact(cardinality)];
        PrimitiveIterator.OfLong iterator = iterator();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = iterator.nextLong();
        }
        return ids;
    }

    public long retainedBytes()
    {
        return retainedBytes;
    }

    /// Equal sets have the same ids, in whatever kinds of containers.
    @Override
    public boolean equals(Object other)
    {
        return other instanceof IdSet set && cardinality == set.cardinality && Arrays.equals(chunks, set.chunks) && containers.equals(set.containers);
    }

    @Override
    public int hashCode()
    {
        return Arrays.hashCode(chunks) * 31 + Long.hashCode(cardinality);
    }

    @Override
    public String toString()
    {
        return cardinality + " ids";
    }
}
