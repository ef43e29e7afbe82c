package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static com.google.common.base.Preconditions.checkArgument;

/// Computes relations and aggregates over families, chunk by chunk.
///
/// An evaluator may be used by several threads at a time. Each call reads only what it needs: the key tuples that the predicates leave, the
/// chunks that all sides of an inner join have, and the containers of sets that are not simply counted whole.
public final class Evaluator
        implements AutoCloseable
{
    private final List<FamilySource> sources;
    private final Operator.Limit limit;
    private final RoomScope room;

    /// @param sources what the scans refer to
    /// @param maxClasses how many combinations of key tuples a join may have, see [TooManyClassesException]
    public Evaluator(List<? extends FamilySource> sources, long maxClasses)
    {
        this(sources, maxClasses, RoomListener.NONE);
    }

    /// @param room hears of what is taken beside the sets and the results; by several threads if they use this evaluator
    public Evaluator(List<? extends FamilySource> sources, long maxClasses, RoomListener room)
    {
        checkArgument(maxClasses > 0, "maxClasses must be positive, found %s", maxClasses);
        this.sources = ImmutableList.copyOf(sources);
        limit = new Operator.Limit(maxClasses);
        this.room = new RoomScope(room);
        this.sources.forEach(source -> this.room.taken(source.retainedBytes()));
    }

    /// Gives back what is taken. Nothing more may be asked.
    @Override
    public void close()
    {
        room.close();
    }

    /// The rows in ascending order of chunks, so that ids ascend within each class.
    public Iterator<RowBatch> rows(Relation relation, ChunkRange range)
    {
        return new RowIterator(operators().operator(relation), range, false);
    }

    /// The same batches where only their classes and cardinalities are of use: to count takes less than to lay out.
    public Iterator<RowBatch> counts(Relation relation, ChunkRange range)
    {
        return new RowIterator(operators().operator(relation), range, true);
    }

    /// `count` rows (or all, if there are fewer) with the smallest ids, or with the largest.
    ///
    /// The order is that of a row's id, which is also that of each of its members that is not NULL.
    ///
    /// @return in no particular order
    public List<RowBatch> first(Relation relation, long count, IdOrder order)
    {
        checkArgument(count >= 0, "count must not be negative, found %s", count);
        RowLimit rows = new RowLimit(count, order);
        switch (order) {
            case ASCENDING -> addFirst(rows, relation);
            case DESCENDING -> addLast(rows, relation);
        }
        return ImmutableList.copyOf(rows.batches());
    }

    private void addFirst(RowLimit rows, Relation relation)
    {
        Operator operator = operators().operator(relation);
        for (long chunk = operator.next(0); chunk != Operator.END && !rows.isReached(); chunk = operator.next(chunk + 1)) {
            rows.add(batches(operator, chunk));
        }
    }

    /// Chunks are only ever gone through in ascending order, so that the last ones are looked at in ever longer stretches.
    private void addLast(RowLimit rows, Relation relation)
    {
        ChunkedSet longest = longestSet(relation);
        long to = ChunkRange.ALL.to();
        long stretch = 1;
        for (int index = longest.chunkCount(); to > 0 && !rows.isReached(); stretch *= 2) {
            index = (int) Math.max(0, index - stretch);
            long from = index == 0 ? 0 : longest.chunkAt(index);
            Operator operator = operators().operator(relation);
            Map<Long, List<RowBatch>> chunks = new TreeMap<>(Comparator.reverseOrder());
            for (long chunk = operator.next(from); chunk < to; chunk = operator.next(chunk + 1)) {
                chunks.put(chunk, batches(operator, chunk));
            }
            chunks.values().forEach(rows::add);
            to = from;
        }
    }

    private static List<RowBatch> batches(Operator operator, long chunk)
    {
        List<RowBatch> batches = new ArrayList<>();
        operator.rows(chunk, (rowClass, ids) -> {
            RowBatch batch = new RowBatch(rowClass, chunk, ids);
            if (batch.isLaidOut()) {
                batches.add(batch);
            }
        });
        return batches;
    }

    public Groups aggregate(Aggregate aggregate, ChunkRange range)
    {
        return new GroupOperator(aggregate).groups(operators().operator(aggregate.input()), range);
    }

    /// Cuts the chunks into ranges, each with about the same number of those chunks that the longest set of the relation has.
    ///
    /// @return in order, together all chunks; at least one and at most `parts`
    public List<ChunkRange> split(Relation relation, int parts)
    {
        checkArgument(parts > 0, "parts must be positive, found %s", parts);
        ChunkedSet longest = longestSet(relation);
        ImmutableList.Builder<ChunkRange> ranges = ImmutableList.builder();
        long from = 0;
        for (int part = 1; part < parts; part++) {
            long index = (long) longest.chunkCount() * part / parts;
            long to = index < longest.chunkCount() ? longest.chunkAt((int) index) : 0;
            if (to > from) {
                ranges.add(new ChunkRange(from, to));
                from = to;
            }
        }
        return ranges.add(new ChunkRange(from, ChunkRange.ALL.to())).build();
    }

    private ChunkedSet longestSet(Relation relation)
    {
        Operators operators = operators();
        operators.operator(relation);
        return operators.sets().stream().max(Comparator.comparingInt(ChunkedSet::chunkCount)).orElse(IdSet.EMPTY);
    }

    private Operators operators()
    {
        return new Operators(sources, limit, room);
    }
}
