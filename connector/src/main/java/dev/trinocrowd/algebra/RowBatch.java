package dev.trinocrowd.algebra;

import org.roaringbitmap.Container;

import static java.util.Objects.requireNonNull;

/// The rows of one class in one chunk; at least one.
public final class RowBatch
{
    private final RowClass rowClass;
    private final long chunk;
    private final ChunkIds ids;

    RowBatch(RowClass rowClass, long chunk, ChunkIds ids)
    {
        this.rowClass = requireNonNull(rowClass, "rowClass is null");
        this.chunk = chunk;
        this.ids = requireNonNull(ids, "ids is null");
    }

    RowBatch of(RowClass other)
    {
        return new RowBatch(other, chunk, ids);
    }

    public RowClass rowClass()
    {
        return rowClass;
    }

    public long chunk()
    {
        return chunk;
    }

    /// The id of the first number of the chunk; ids are this plus the container's numbers.
    public long base()
    {
        return chunk << IdSet.CHUNK_BITS;
    }

    public int cardinality()
    {
        return ids.cardinality();
    }

    /// Lays the ids out.
    ///
    /// @return whether there are any
    boolean isLaidOut()
    {
        return !ids.container().isEmpty();
    }

    /// The lower 16 bits of the ids; must not be changed.
    public Container container()
    {
        return ids.container();
    }
}
