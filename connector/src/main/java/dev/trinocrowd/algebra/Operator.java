package dev.trinocrowd.algebra;

import java.util.List;
import java.util.Optional;

/// Computes the rows of a relation chunk by chunk, in ascending order of chunks. Used by one thread, once.
abstract class Operator
{
    /// After the last chunk.
    static final long END = Long.MAX_VALUE;

    /// How often an operator may pair key tuples, see [TooManyClassesException].
    record Limit(long classes)
    {
        void check(long found)
        {
            if (found > classes) {
                throw new TooManyClassesException(classes, found);
            }
        }
    }

    /// All rows of a class, in all chunks.
    record Total(RowClass rowClass, long cardinality)
    {}

    /// The first chunk from `from` on that may have rows, or [#END]; `from` never goes back.
    abstract long next(long from);

    /// The rows of the chunk that [#next] gave last.
    abstract void rows(long chunk, RowSink sink);

    /// How many rows each class has, if that is known without looking at chunks.
    Optional<List<Total>> totals()
    {
        return Optional.empty();
    }
}
