package dev.trinocrowd.storage;

import dev.trinocrowd.algebra.ChunkedSet;
import dev.trinocrowd.algebra.IdSet;
import org.roaringbitmap.Container;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// The ids of one set that another does not have.
public final class SetDifference
{
    private SetDifference()
    {}

    public static IdSet difference(Optional<ChunkedSet> set, Optional<ChunkedSet> without)
    {
        if (set.isEmpty()) {
            return IdSet.EMPTY;
        }
        ChunkedSet all = set.orElseThrow();
        BaseCursor other = new BaseCursor(without);
        LongStream.Builder chunks = LongStream.builder();
        List<Container> containers = new ArrayList<>();
        for (int i = 0; i < all.chunkCount(); i++) {
            Container rest = other.without(all.chunkAt(i), all.containerAt(i));
            if (!rest.isEmpty()) {
                chunks.add(all.chunkAt(i));
                containers.add(rest);
            }
        }
        return new IdSet(chunks.build().toArray(), containers);
    }
}
