package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.crowd.EvaluationMemory;
import dev.trinocrowd.export.outbox.PendingRow;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.type.Type;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.trino.spi.type.BigintType.BIGINT;
import static java.util.Collections.emptyIterator;
import static java.util.Objects.requireNonNull;

/// Staged rows as pages.
final class StagedPageSource
        implements ConnectorPageSource
{
    private final List<ExportColumnHandle> columns;
    private final EvaluationMemory memory;
    private final PageFiller<PendingRow> pages;
    private Iterator<PendingRow> rows;
    private long completedBytes;

    StagedPageSource(ExportEntry entry, List<ExportColumnHandle> columns, Iterator<PendingRow> rows, EvaluationMemory memory)
    {
        this.columns = ImmutableList.copyOf(columns);
        this.rows = requireNonNull(rows, "rows is null");
        this.memory = requireNonNull(memory, "memory is null");
        PayloadCodec codec = new PayloadCodec(entry);
        List<Type> types = ExportEntries.columns(entry).stream().map(ExportColumnHandle::type).collect(toImmutableList());
        pages = new PageFiller<>(types, (row, page) -> {
            BIGINT.writeLong(page.getBlockBuilder(0), row.member());
            codec.write(row.payload(), page, 1);
        });
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
        return !rows.hasNext();
    }

    @Override
    public SourcePage getNextSourcePage()
    {
        Optional<Page> filled = pages.next(rows);
        if (filled.isEmpty()) {
            return null;
        }
        Page page = filled.orElseThrow();
        memory.setResults(pages.retainedBytes());
        completedBytes += page.getSizeInBytes();
        if (columns.isEmpty()) {
            return SourcePage.create(page.getPositionCount());
        }
        Block[] blocks = columns.stream().map(column -> page.getBlock(column.index())).toArray(Block[]::new);
        return SourcePage.create(new Page(page.getPositionCount(), blocks));
    }

    @Override
    public void close()
    {
        rows = emptyIterator();
        memory.close();
    }
}
