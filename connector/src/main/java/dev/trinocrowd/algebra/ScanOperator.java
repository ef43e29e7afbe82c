package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// Merges the chunks of the sets of a family.
///
/// The sets are in a binary heap by the chunk that each is at, so that a chunk costs what has it, not how many sets there are.
final class ScanOperator
        extends Operator
{
    /// What a set takes beside its containers once its chunks are known: its directory, and the page at hand.
    private static final int OPEN_SET_BYTES = 320;

    private final RoomListener room;
    private final List<ChunkedSet> sets = new ArrayList<>();
    private final List<RowClass> classes = new ArrayList<>();
    private int[] heap;
    private long[] chunks;
    private int[] positions;
    private int[] current;
    private int size;

    /// @param room hears of what is taken until the evaluator is closed
    ScanOperator(FamilySource family, KeyPredicate predicate, RoomListener room)
    {
        this.room = requireNonNull(room, "room is null");
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
        room.taken((long) OPEN_SET_BYTES * sets.size());
        heap = new int[sets.size()];
        chunks = new long[sets.size()];
        positions = new int[sets.size()];
        current = new int[sets.size()];
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

    /// In the order of the sets, which is the one in which they lie in files.
    @Override
    void rows(long chunk, RowSink sink)
    {
        int count = collect(0, chunk, 0);
        Arrays.sort(current, 0, count);
        for (int i = 0; i < count; i++) {
            int set = current[i];
            sink.rows(classes.get(set), new StoredIds(sets.get(set), positions[set]));
        }
    }

    /// The sets that are at the smallest chunk are next to each other at the top of the heap.
    private int collect(int node, long chunk, int found)
    {
        if (node >= size || chunks[heap[node]] != chunk) {
            return found;
        }
        current[found] = heap[node];
        int left = collect(2 * node + 1, chunk, found + 1);
        return collect(2 * node + 2, chunk, left);
    }
}
