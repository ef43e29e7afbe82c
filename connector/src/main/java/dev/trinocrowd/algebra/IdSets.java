package dev.trinocrowd.algebra;

import org.roaringbitmap.Container;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import static com.google.common.base.Preconditions.checkArgument;

/// Operations on whole sets. Results are canonical: equal sets have containers of the same kinds, and so the same bytes.
public final class IdSets
{
    private IdSets()
    {}

    /// @param ids in ascending order, without repeats
    public static IdSet ofSorted(long[] ids, int count)
    {
        IdSetBuilder builder = new IdSetBuilder();
        char[] numbers = new char[Containers.CHUNK_SIZE];
        int from = 0;
        while (from < count) {
            checkArgument(ids[from] >= 0, "ids must not be negative, found %s", ids[from]);
            long chunk = IdSet.chunk(ids[from]);
            int size = 0;
            long previous = -1;
            while (from < count && IdSet.chunk(ids[from]) == chunk) {
                checkArgument(ids[from] > previous, "ids must ascend, found %s after %s", ids[from], previous);
                previous = ids[from];
                numbers[size++] = (char) ids[from++];
            }
            builder.share(chunk, Containers.ofSorted(numbers, size));
        }
        return builder.build();
    }

    /// @param ids in any order, with or without repeats; sorted afterwards
    public static IdSet ofUnsorted(long[] ids, int count)
    {
        Arrays.sort(ids, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || ids[i] != ids[i - 1]) {
                ids[distinct++] = ids[i];
            }
        }
        return ofSorted(ids, distinct);
    }

    public static IdSet and(ChunkedSet left, ChunkedSet right)
    {
        Intersector intersector = new Intersector();
        IdSetBuilder builder = new IdSetBuilder();
        int i = 0;
        int j = 0;
        while (i < left.chunkCount() && j < right.chunkCount()) {
            long chunk = left.chunkAt(i);
            j = ChunkSearch.firstFrom(right, j, chunk);
            if (j == right.chunkCount()) {
                break;
            }
            if (right.chunkAt(j) == chunk) {
                builder.add(chunk, intersector.and(left.containerAt(i++), right.containerAt(j++)));
            }
            else {
                i = ChunkSearch.firstFrom(left, i, right.chunkAt(j));
            }
        }
        return builder.build();
    }

    public static long andCardinality(ChunkedSet left, ChunkedSet right)
    {
        Intersector intersector = new Intersector();
        long cardinality = 0;
        int i = 0;
        int j = 0;
        while (i < left.chunkCount() && j < right.chunkCount()) {
            long chunk = left.chunkAt(i);
            j = ChunkSearch.firstFrom(right, j, chunk);
            if (j == right.chunkCount()) {
                break;
            }
            if (right.chunkAt(j) == chunk) {
                cardinality += intersector.andCardinality(left.containerAt(i++), right.containerAt(j++));
            }
            else {
                i = ChunkSearch.firstFrom(left, i, right.chunkAt(j));
            }
        }
        return cardinality;
    }

    /// The ids of `left` that are not in `right`.
    public static IdSet andNot(ChunkedSet left, ChunkedSet right)
    {
        IdSetBuilder builder = new IdSetBuilder();
        int j = 0;
        for (int i = 0; i < left.chunkCount(); i++) {
            long chunk = left.chunkAt(i);
            j = ChunkSearch.firstFrom(right, j, chunk);
            if (j < right.chunkCount() && right.chunkAt(j) == chunk) {
                builder.add(chunk, left.containerAt(i).andNot(right.containerAt(j)));
            }
            else {
                builder.share(chunk, left.containerAt(i));
            }
        }
        return builder.build();
    }

    public static long andNotCardinality(ChunkedSet left, ChunkedSet right)
    {
        return left.cardinality() - andCardinality(left, right);
    }

    public static IdSet or(ChunkedSet left, ChunkedSet right)
    {
        return orAll(List.of(left, right));
    }

    public static long orCardinality(ChunkedSet left, ChunkedSet right)
    {
        return left.cardinality() + right.cardinality() - andCardinality(left, right);
    }

    /// The ids that are in exactly one of two sets.
    public static IdSet xor(ChunkedSet left, ChunkedSet right)
    {
        IdSetBuilder builder = new IdSetBuilder();
        int i = 0;
        int j = 0;
        while (i < left.chunkCount() || j < right.chunkCount()) {
            long leftChunk = i < left.chunkCount() ? left.chunkAt(i) : Long.MAX_VALUE;
            long rightChunk = j < right.chunkCount() ? right.chunkAt(j) : Long.MAX_VALUE;
            if (leftChunk == rightChunk) {
                builder.add(leftChunk, left.containerAt(i++).xor(right.containerAt(j++)));
            }
            else if (leftChunk < rightChunk) {
                builder.share(leftChunk, left.containerAt(i++));
            }
            else {
                builder.share(rightChunk, right.containerAt(j++));
            }
        }
        return builder.build();
    }

    public static long xorCardinality(ChunkedSet left, ChunkedSet right)
    {
        return left.cardinality() + right.cardinality() - 2 * andCardinality(left, right);
    }

    /// The union of any number of sets.
    public static IdSet orAll(List<? extends ChunkedSet> sets)
    {
        record Cursor(ChunkedSet set, int index)
        {
            private long chunk()
            {
                return set.chunkAt(index);
            }
        }
        PriorityQueue<Cursor> cursors = new PriorityQueue<>(Comparator.comparingLong(Cursor::chunk));
        for (ChunkedSet set : sets) {
            if (set.chunkCount() > 0) {
                cursors.add(new Cursor(set, 0));
            }
        }
        IdSetBuilder builder = new IdSetBuilder();
        ContainerUnion union = new ContainerUnion();
        while (!cursors.isEmpty()) {
            long chunk = cursors.peek().chunk();
            while (!cursors.isEmpty() && cursors.peek().chunk() == chunk) {
                Cursor cursor = cursors.poll();
                union.add(cursor.set().containerAt(cursor.index()));
                if (cursor.index() + 1 < cursor.set().chunkCount()) {
                    cursors.add(new Cursor(cursor.set(), cursor.index() + 1));
                }
            }
            builder.share(chunk, union.finish());
        }
        return builder.build();
    }

    /// The ids from `first` to `last`, both inclusive.
    public static IdSet range(ChunkedSet set, long first, long last)
    {
        if (last < 0 || first > last) {
            return IdSet.EMPTY;
        }
        Intersector intersector = new Intersector();
        IdSpans spans = new IdSpans(List.of(new IdRange(Math.max(first, 0), last)));
        IdSetBuilder builder = new IdSetBuilder();
        for (int i = ChunkSearch.firstFrom(set, 0, IdSet.chunk(Math.max(first, 0))); i < set.chunkCount(); i++) {
            long chunk = set.chunkAt(i);
            if (chunk > IdSet.chunk(last)) {
                break;
            }
            Container container = set.containerAt(i);
            if (spans.hasAllOf(chunk)) {
                builder.share(chunk, container);
            }
            else {
                builder.add(chunk, intersector.and(container, spans.within(chunk)));
            }
        }
        return builder.build();
    }

    /// A copy of any set, in memory and canonical.
    public static IdSet copyOf(ChunkedSet set)
    {
        IdSetBuilder builder = new IdSetBuilder();
        for (int i = 0; i < set.chunkCount(); i++) {
            builder.share(set.chunkAt(i), set.containerAt(i));
        }
        return builder.build();
    }
}
