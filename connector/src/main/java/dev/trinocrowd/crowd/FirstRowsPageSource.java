package dev.trinocrowd.crowd;

import dev.trinocrowd.algebra.Evaluator;
import dev.trinocrowd.algebra.IdOrder;
import dev.trinocrowd.algebra.RowBatch;
import dev.trinocrowd.algebra.RowClass;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SourcePage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import static java.util.Objects.requireNonNull;

/// The rows with the smallest ids, or with the largest, in that order, from all buckets.
final class FirstRowsPageSource
        implements ConnectorPageSource
{
    private static final int ROW_BYTES = 40;

    private final IdOrder order;
    private final EvaluationMemory memory;
    private final PageAssembler assembler;
    private final BucketTasks<List<RowBatch>> tasks;
    private final List<RowBatch> batches = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private boolean isSorted;
    private int nextBatch;
    private int nextRow;
    private long wanted;
    private long held;
    private long completedBytes;
    private boolean isFinished;

    private record Row(long id, RowClass rowClass)
    {}

    FirstRowsPageSource(Evaluation evaluation, List<Integer> buckets, List<CrowdColumnHandle> columns, long count, IdOrder order, Executor executor, MemoryContext memory)
    {
        this.order = requireNonNull(order, "order is null");
        this.memory = new EvaluationMemory(memory);
        assembler = new PageAssembler(columns);
        wanted = count;
        tasks = new BucketTasks<>(buckets, bucket -> first(evaluation, bucket, count), executor);
    }

    private List<RowBatch> first(Evaluation evaluation, int bucket, long count)
    {
        try (Evaluator evaluator = evaluation.bucket(bucket, memory)) {
            return evaluator.first(evaluation.relation(), count, order);
        }
    }

    @Override
    public long getCompletedBytes()
    {
        return completedBytes;
    }

    @Override
    public long getReadTimeNanos()
    {
        return 0;
    }

    @Override
    public boolean isFinished()
    {
        return isFinished;
    }

    @Override
    public CompletableFuture<?> isBlocked()
    {
        return tasks.arrival();
    }

    @Override
    public SourcePage getNextSourcePage()
    {
        if (isFinished) {
            return null;
        }
        for (Optional<List<RowBatch>> part = tasks.poll(); part.isPresent(); part = tasks.poll()) {
            batches.addAll(part.orElseThrow());
            held += part.orElseThrow().stream().mapToLong(batch -> (long) ROW_BYTES + batch.container().getSizeInBytes()).sum();
            memory.setResults(held);
        }
        if (!tasks.isDone()) {
            return null;
        }
        if (!isSorted) {
            // A chunk is in one bucket, so that chunks can be put in order whole.
            Comparator<RowBatch> byChunk = Comparator.comparingLong(RowBatch::chunk);
            batches.sort(order == IdOrder.ASCENDING ? byChunk : byChunk.reversed());
            isSorted = true;
        }
        while (wanted > 0 && !assembler.isEnough() && (nextRow < rows.size() || loadChunk())) {
            Row row = rows.get(nextRow);
            assembler.add(row.rowClass, row.id);
            nextRow++;
            wanted--;
        }
        isFinished = wanted == 0 || (nextRow == rows.size() && nextBatch == batches.size());
        if (assembler.isEmpty()) {
            return null;
        }
        SourcePage page = assembler.build();
        completedBytes += page.getSizeInBytes();
        return page;
    }

    /// Puts the rows of the next chunk in order.
    private boolean loadChunk()
    {
        rows.clear();
        nextRow = 0;
        if (nextBatch == batches.size()) {
            return false;
        }
        long chunk = batches.get(nextBatch).chunk();
        while (nextBatch < batches.size() && batches.get(nextBatch).chunk() == chunk) {
            RowBatch batch = batches.get(nextBatch);
            batch.container().forEach((char) 0, low -> rows.add(new Row(batch.base() | low, batch.rowClass())));
            nextBatch++;
        }
        Comparator<Row> byId = Comparator.comparingLong(Row::id);
        rows.sort(order == IdOrder.ASCENDING ? byId : byId.reversed());
        memory.setResults(held + (long) ROW_BYTES * rows.size());
        return true;
    }

    @Override
    public void close()
    {
        isFinished = true;
        tasks.cancel();
        memory.close();
    }
}
