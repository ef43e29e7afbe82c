package dev.trinocrowd.algebra;

import org.roaringbitmap.CharIterator;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/// The ids of a set in ascending order.
final class IdIterator
        implements PrimitiveIterator.OfLong
{
    private final ChunkedSet set;
    private int next;
    private long base;
    private CharIterator numbers;

    IdIterator(ChunkedSet set)
    {
        this.set = set;
    }

    @Override
    public boolean hasNext()
    {
        // no container is empty
        return (numbers != null && numbers.hasNext()) || next < set.chunkCount();
    }

    @Override
    public long nextLong()
    {
        if (numbers == null || !numbers.hasNext()) {
            if (next == set.chunkCount()) {
                throw new NoSuchElementException();
            }
            base = set.chunkAt(next) << IdSet.CHUNK_BITS;
            numbers = set.containerAt(next).getCharIterator();
            next++;
        }
        return base | numbers.next();
    }
}
