package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.Aggregate;
import dev.trinocrowd.algebra.AggregateValue;
import dev.trinocrowd.algebra.ChunkRange;
import dev.trinocrowd.algebra.Evaluator;
import dev.trinocrowd.algebra.Group;
import dev.trinocrowd.algebra.Groups;
import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.bitmap.BitmapOfChunks;
import io.trino.spi.PageBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SourcePage;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.trino.spi.type.BigintType.BIGINT;
import static java.util.Objects.requireNonNull;

/// The groups of an aggregate, from all buckets.
final class GroupPageSource
        implements ConnectorPageSource
{
    private final Aggregate aggregate;
    private final List<CrowdColumnHandle> columns;
    private final long limit;
    private final EvaluationMemory memory;
    private final BucketTasks<Groups> tasks;
    private final Groups groups;
    private Iterator<Group> finished;
    private long given;
    private long completedBytes;
    private boolean isFinished;

    GroupPageSource(Evaluation evaluation, Aggregate aggregate, List<Integer> buckets, List<CrowdColumnHandle> columns, long limit, Executor executor, MemoryContext memory)
    {
        this.aggregate = requireNonNull(aggregate, "aggregate is null");
        this.columns = ImmutableList.copyOf(columns);
        this.limit = limit;
        this.memory = new EvaluationMemory(memory);
        groups = evaluation.nothing().aggregate(aggregate, ChunkRange.ALL);
        tasks = new BucketTasks<>(buckets, bucket -> groups(evaluation, bucket), executor);
    }

    private Groups groups(Evaluation evaluation, int bucket)
    {
        try (Evaluator evaluator = evaluation.bucket(bucket, memory)) {
            return evaluator.aggregate(aggregate, ChunkRange.ALL);
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
        return finished == null ? tasks.arrival() : NOT_BLOCKED;
    }

    @Override
    public SourcePage getNextSourcePage()
    {
        if (isFinished) {
            return null;
        }
        for (Optional<Groups> part = tasks.poll(); part.isPresent(); part = tasks.poll()) {
            groups.add(part.orElseThrow());
            memory.setResults(groups.retainedBytes());
        }
        if (!tasks.isDone()) {
            return null;
        }
        if (finished == null) {
            finished = groups.finish().iterator();
        }
        SourcePage page = page();
        isFinished = !finished.hasNext() || given == limit;
        completedBytes += page.getSizeInBytes();
        return page;
    }

    private SourcePage page()
    {
        PageBuilder page = new PageBuilder(columns.stream().map(CrowdColumnHandle::type).collect(toImmutableList()));
        while (finished.hasNext() && given < limit && !page.isFull()) {
            Group group = finished.next();
            page.declarePosition();
            for (int i = 0; i < columns.size(); i++) {
                write(columns.get(i), group, page.getBlockBuilder(i));
            }
            given++;
        }
        return SourcePage.create(page.build());
    }

    private void write(CrowdColumnHandle column, Group group, BlockBuilder builder)
    {
        switch (column.source()) {
            case ColumnSource.Key(KeyColumn key) -> KeyValues.write(column.type(), builder, group.key().value(aggregate.groupBy().indexOf(key)));
            case ColumnSource.Value(int aggregation) -> write(column, group.values().get(aggregation), builder);
            case ColumnSource.Id _ -> throw new IllegalArgumentException("a column of rows in groups: " + column);
            case ColumnSource.Row _ -> throw new IllegalArgumentException("a column of rows in groups: " + column);
        }
    }

    private static void write(CrowdColumnHandle column, AggregateValue value, BlockBuilder builder)
    {
        switch (value) {
            case AggregateValue.Count(long count) -> BIGINT.writeLong(builder, count);
            case AggregateValue.Id id when id.id().isEmpty() -> builder.appendNull();
            case AggregateValue.Id id -> BIGINT.writeLong(builder, id.id().getAsLong());
            // As bitmap_agg says it.
            case AggregateValue.Ids ids when ids.ids().chunkCount() == 0 -> builder.appendNull();
            case AggregateValue.Ids ids -> column.type().writeSlice(builder, BitmapOfChunks.of(ids.ids().chunkCount(), ids.ids()::chunkAt, ids.ids()::containerAt));
        }
    }

    @Override
    public void close()
    {
        isFinished = true;
        tasks.cancel();
        memory.close();
    }
}
