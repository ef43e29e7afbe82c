package dev.trinocrowd.algebra;

import com.google.common.collect.AbstractIterator;

import java.util.ArrayDeque;
import java.util.Queue;

/// The batches of a relation, chunk after chunk.
final class RowIterator
        extends AbstractIterator<RowBatch>
{
    private final Operator operator;
    private final ChunkRange range;
    private final boolean isCounted;
    private final Queue<RowBatch> batches = new ArrayDeque<>();
    private long from;

    /// @param isCounted whether batches are counted rather than laid out
    RowIterator(Operator operator, ChunkRange range, boolean isCounted)
    {
        this.operator = operator;
        this.range = range;
        this.isCounted = isCounted;
        from = range.from();
    }

    @Override
    protected RowBatch computeNext()
    {
        while (true) {
            RowBatch batch = batches.poll();
            if (batch == null) {
                long chunk = operator.next(from);
                if (chunk >= range.to()) {
                    return endOfData();
                }
                operator.rows(chunk, (rowClass, ids) -> batches.add(new RowBatch(rowClass, chunk, ids)));
                from = chunk + 1;
            }
            else if (isCounted ? batch.cardinality() > 0 : batch.isLaidOut()) {
                return batch;
            }
        }
    }
}
