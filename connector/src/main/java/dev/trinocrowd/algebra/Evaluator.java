package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;

import java.util.Iterator;
import java.util.List;

import static com.google.common.base.Preconditions.checkArgument;

/// Computes relations and aggregates over families, chunk by chunk.
///
/// An evaluator may be used by several threads at a time. Each call reads only what it needs: the key tuples that the predicates leave, the
/// chunks that all sides of an inner join have, and the containers of sets that are not simply counted whole.
public final class Evaluator
{
    private final List<FamilySource> sources;
    private final long maxClasses;

    /// @param sources what the scans refer to
    /// @param maxClasses how many combinations of key tuples a join may have, see [TooManyClassesException]
    public Evaluator(List<? extends FamilySource> sources, long maxClasses)
    {
        checkArgument(maxClasses > 0, "maxClasses must be positive, found %s", maxClasses);
        this.sources = ImmutableList.copyOf(sources);
        this.maxClasses = maxClasses;
    }

    /// The rows in ascending order of chunks, so that ids ascend within each class.
    public Iterator<RowBatch> rows(Relation relation, ChunkRange range)
    {
        throw new UnsupportedOperationException();
    }

    /// The same batches where only their classes and cardinalities are of use: what need not be computed to count is not.
    public Iterator<RowBatch> counts(Relation relation, ChunkRange range)
    {
        throw new UnsupportedOperationException();
    }

    /// `count` rows (or all, if there are fewer) with the smallest ids, or with the largest.
    ///
    /// The order is that of a row's id, which is also that of each of its members that is not NULL.
    ///
    /// @return in no particular order
    public List<RowBatch> first(Relation relation, long count, IdOrder order)
    {
        throw new UnsupportedOperationException();
    }

    public Groups aggregate(Aggregate aggregate, ChunkRange range)
    {
        throw new UnsupportedOperationException();
    }

    /// Cuts the chunks into ranges of about the same number of chunks that the relation's largest set has.
    ///
    /// @return at least one range, at most `parts`, which together are all chunks
    public List<ChunkRange> split(Relation relation, int parts)
    {
        throw new UnsupportedOperationException();
    }
}
