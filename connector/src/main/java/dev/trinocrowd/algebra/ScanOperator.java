package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Merges the chunks of the sets of a family.
///
/// The sets are in a binary heap by the chunk that each is at, so that a chunk costs what has it, not how many sets there are.
final class ScanOperator
        extends Operator
{
    private final List<ChunkedSet> sets = new ArrayList<>();
    private final List<RowClass> classes = new ArrayList<>();
    private int[] heap;
    private long[] chunks;
    private int[] positions;
    private int size;

    ScanOperator(FamilySource family, KeyPredicate predicate)
    {
        for (int i = 0; i < family.size(); i++) {
            RowClass rowClass = new RowClass(classes.size(), new KeyTuple[] {family.key(i)});
            if (predicate.test(rowClass)) {
                classes.add(rowClass);
                sets.add(family.set(i));
            }
        }
    }

    List<ChunkedSet> sets()
    {
        return sets;
    }

    @Override
    Optional<List<Total>> totals()
    {
        ImmutableList.Builder<Total> totals = ImmutableList.builder();
        for (int i = 0; i < sets.size(); i++) {
            totals.add(new Total(classes.get(i), sets.get(i).cardinality()));
        }
        return Optional.of(totals.build());
    }

    @Override
    long next(long from)
    {
        if (heap == null) {
            open(from);
        }
        while (size > 0 && chunks[heap[0]] < from) {
            int set = heap[0];
            if (!advance(set, from)) {
                heap[0] = heap[--size];
            }
            sink(0);
        }
        return size == 0 ? END : chunks[heap[0]];
    }

    private void open(long from)
    {
        heap = new int[sets.size()];
        chunks = new long[sets.size()];
        positions = new int[sets.size()];
        for (int i = 0; i < sets.size(); i++) {
            if (advance(i, from)) {
                heap[size++] = i;
            }
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /// Moves a set to its first chunk from `from` on.
    ///
    /// @return whether it has one
    private boolean advance(int index, long from)
    {
        ChunkedSet set = sets.get(index);
        int position = ChunkSearch.firstFrom(set, positions[index], from);
        positions[index] = position;
        if (position == set.chunkCount()) {
            return false;
        }
        chunks[index] = set.chunkAt(position);
        return true;
    }

    private void sink(int index)
    {
        int parent = index;
        while (true) {
            int child = 2 * parent + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && chunks[heap[child + 1]] < chunks[heap[child]]) {
                child++;
            }
            if (chunks[heap[parent]] <= chunks[heap[child]]) {
                return;
            }
            int moved = heap[parent];
            heap[parent] = heap[child];
            heap[child] = moved;
            parent = child;
        }
    }

    @Override
    void rows(long chunk, RowSink sink)
    {
        rows(0, chunk, sink);
    }

    /// The sets that are at the smallest chunk are next to each other at the top of the heap.
    private void rows(int node, long chunk, RowSink sink)
    {
        if (node < size && chunks[heap[node]] == chunk) {
            int set = heap[node];
            sink.rows(classes.get(set), new StoredIds(sets.get(set), positions[set]));
            rows(2 * node + 1, chunk, sink);
            rows(2 * node + 2, chunk, sink);
        }
    }
}
