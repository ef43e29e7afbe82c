package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.export.outbox.PendingRow;
import io.trino.spi.PageBuilder;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.type.Type;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.trino.spi.type.BigintType.BIGINT;
import static java.util.Collections.emptyIterator;
import static java.util.Objects.requireNonNull;

/// Staged rows as pages.
final class StagedPageSource
        implements ConnectorPageSource
{
    private static final int PAGE_POSITIONS = 8_192;

    private final ExportEntry entry;
    private final List<ExportColumnHandle> columns;
    private final PayloadCodec codec;
    private final MemoryContext memory;
    private final PageBuilder page;
    private Iterator<PendingRow> rows;
    private long completedBytes;

    StagedPageSource(ExportEntry entry, List<ExportColumnHandle> columns, Iterator<PendingRow> rows, MemoryContext memory)
    {
        this.entry = requireNonNull(entry, "entry is null");
        this.columns = ImmutableList.copyOf(columns);
        this.rows = requireNonNull(rows, "rows is null");
        this.memory = requireNonNull(memory, "memory is null");
        codec = new PayloadCodec(entry);
        List<Type> types = ExportEntries.columns(entry).stream().map(ExportColumnHandle::type).collect(toImmutableList());
        page = new PageBuilder(types);
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
        page.reset();
        List<BlockBuilder> payload = IntStream.rangeClosed(1, entry.columns().size()).mapToObj(page::getBlockBuilder).collect(toImmutableList());
        while (page.getPositionCount() < PAGE_POSITIONS && !page.isFull() && rows.hasNext()) {
            PendingRow row = rows.next();
            page.declarePosition();
            BIGINT.writeLong(page.getBlockBuilder(0), row.member());
            codec.write(row.payload(), payload);
        }
        int positions = page.getPositionCount();
        if (positions == 0) {
            return null;
        }
        memory.setBytes(page.getRetainedSizeInBytes());
        completedBytes += page.getSizeInBytes();
        if (columns.isEmpty()) {
            return SourcePage.create(positions);
        }
        io.trino.spi.Page built = page.build();
        Block[] blocks = columns.stream().map(column -> built.getBlock(column.index())).toArray(Block[]::new);
        return SourcePage.create(new io.trino.spi.Page(positions, blocks));
    }

    @Override
    public void close()
    {
        rows = emptyIterator();
        memory.setBytes(0);
    }
}
