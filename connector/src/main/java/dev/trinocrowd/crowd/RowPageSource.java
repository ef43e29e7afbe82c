package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.ChunkRange;
import dev.trinocrowd.algebra.Evaluator;
import dev.trinocrowd.algebra.RowBatch;
import dev.trinocrowd.algebra.RowClass;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SourcePage;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;

import static java.util.Collections.emptyIterator;
import static java.util.Objects.requireNonNull;

/// The rows of a relation in some buckets, made as they are asked for.
///
/// Where nobody wants ids, rows are only counted: a page says how many there are of which keys.
final class RowPageSource
        implements ConnectorPageSource
{
    /// As many rows as operators behind are used to when a page costs them nothing.
    private static final int MAX_COUNTED_POSITIONS = 1 << 20;

    private final Evaluation evaluation;
    private final Queue<Integer> buckets;
    private final EvaluationMemory memory;
    private final PageAssembler assembler;
    private final boolean needsIds;
    private Iterator<Evaluator> parts = emptyIterator();
    private Optional<Evaluator> part = Optional.empty();
    private Iterator<RowBatch> batches = emptyIterator();
    private Iterator<Map.Entry<RowClass, long[]>> counts = emptyIterator();
    private RowClass countedClass;
    private long counted;
    private long wanted;
    private long completedPositions;
    private long completedBytes;
    private long readTimeNanos;
    private boolean isFinished;

    /// @param limit how many rows are enough
    RowPageSource(Evaluation evaluation, List<Integer> buckets, List<CrowdColumnHandle> columns, OptionalLong limit, MemoryContext memory)
    {
        this.evaluation = requireNonNull(evaluation, "evaluation is null");
        this.buckets = new ArrayDeque<>(ImmutableList.copyOf(buckets));
        this.memory = new EvaluationMemory(memory);
        assembler = new PageAssembler(columns);
        needsIds = PageAssembler.needsIds(columns);
        wanted = limit.orElse(Long.MAX_VALUE);
    }

    @Override
    public long getCompletedBytes()
    {
        return completedBytes;
    }

    @Override
    public OptionalLong getCompletedPositions()
    {
        return OptionalLong.of(completedPositions);
    }

    @Override
    public long getReadTimeNanos()
    {
        return readTimeNanos;
    }

    @Override
    public boolean isFinished()
    {
        return isFinished;
    }

    @Override
    public SourcePage getNextSourcePage()
    {
        if (isFinished) {
            return null;
        }
        long start = System.nanoTime();
        boolean isMore = needsIds ? addRows() : addCounts();
        if (!isMore || assembler.positions() >= wanted) {
            isFinished = true;
        }
        memory.setResults(assembler.retainedBytes());
        if (assembler.isEmpty()) {
            readTimeNanos += System.nanoTime() - start;
            return null;
        }
        SourcePage page = assembler.build();
        if (page.getPositionCount() > wanted) {
            page = SourcePage.create(page.getPage().getRegion(0, (int) wanted));
        }
        wanted -= page.getPositionCount();
        completedPositions += page.getPositionCount();
        completedBytes += page.getSizeInBytes();
        readTimeNanos += System.nanoTime() - start;
        return page;
    }

    /// @return whether there may be more
    private boolean addRows()
    {
        while (!assembler.isEnough()) {
            if (batches.hasNext()) {
                RowBatch batch = batches.next();
                assembler.add(batch.rowClass(), batch.base(), batch.container());
            }
            else if (isAtEnd()) {
                return false;
            }
            else {
                batches = nextPart().map(part -> part.rows(evaluation.relation(), ChunkRange.ALL)).orElse(emptyIterator());
            }
        }
        return true;
    }

    private boolean addCounts()
    {
        while (!assembler.isEnough()) {
            if (counted > 0) {
                int taken = (int) Math.min(counted, MAX_COUNTED_POSITIONS);
                assembler.add(countedClass, taken);
                counted -= taken;
            }
            else if (counts.hasNext()) {
                Map.Entry<RowClass, long[]> count = counts.next();
                countedClass = count.getKey();
                counted = count.getValue()[0];
            }
            else if (isAtEnd()) {
                return false;
            }
            else {
                counts = nextPart().map(part -> count(part).entrySet().iterator()).orElse(emptyIterator());
            }
        }
        return true;
    }

    /// How many rows each class has in a bucket, chunks taken together, so that pages are few.
    private Map<RowClass, long[]> count(Evaluator evaluator)
    {
        Map<RowClass, long[]> sums = new LinkedHashMap<>();
        Iterator<RowBatch> counted = evaluator.counts(evaluation.relation(), ChunkRange.ALL);
        while (counted.hasNext()) {
            RowBatch batch = counted.next();
            sums.computeIfAbsent(batch.rowClass(), _ -> new long[1])[0] += batch.cardinality();
        }
        return sums;
    }

    private boolean isAtEnd()
    {
        return buckets.isEmpty() && !parts.hasNext();
    }

    /// @return empty if a bucket has nothing
    private Optional<Evaluator> nextPart()
    {
        part.ifPresent(Evaluator::close);
        if (!parts.hasNext()) {
            parts = evaluation.parts(buckets.remove(), memory);
        }
        part = parts.hasNext() ? Optional.of(parts.next()) : Optional.empty();
        return part;
    }

    @Override
    public void close()
    {
        isFinished = true;
        buckets.clear();
        parts = emptyIterator();
        batches = emptyIterator();
        counts = emptyIterator();
        memory.close();
    }
}
