package dev.trinocrowd.shop;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.shop.story.Column;
import dev.trinocrowd.shop.story.TableReader;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SourcePage;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static java.lang.Math.min;
import static java.util.Objects.requireNonNull;

/// Turns what a reader reads into pages, until there are enough rows.
final class ShopPageSource
        implements ConnectorPageSource
{
    private static final int ROWS_PER_PAGE = 8_192;

    private final TableReader reader;
    private final List<Column> columns;
    private final List<Optional<Block>> dictionaries;
    private final MemoryContext memoryContext;
    private long wanted;
    private long completedBytes;
    private long readNanos;

    ShopPageSource(TableReader reader, List<Column> columns, List<Optional<Block>> dictionaries, OptionalLong limit, MemoryContext memoryContext)
    {
        this.reader = requireNonNull(reader, "reader is null");
        this.columns = ImmutableList.copyOf(columns);
        this.dictionaries = ImmutableList.copyOf(dictionaries);
        this.wanted = limit.orElse(Long.MAX_VALUE);
        this.memoryContext = requireNonNull(memoryContext, "memoryContext is null");
    }

    @Override
    public long getCompletedBytes()
    {
        return completedBytes;
    }

    @Override
    public long getReadTimeNanos()
    {
        return readNanos;
    }

    @Override
    public boolean isFinished()
    {
        return wanted <= 0 || reader.isFinished();
    }

    @Override
    public SourcePage getNextSourcePage()
    {
        if (isFinished()) {
            return null;
        }
        long start = System.nanoTime();
        int rows = (int) min(reader.read((int) min(wanted, ROWS_PER_PAGE)), wanted);
        wanted -= rows;
        memoryContext.setBytes(reader.retainedBytes());
        SourcePage page = rows == 0 ? null : page(rows);
        readNanos += System.nanoTime() - start;
        return page;
    }

    private SourcePage page(int rows)
    {
        if (columns.isEmpty()) {
            return SourcePage.create(rows);
        }
        Block[] blocks = new Block[columns.size()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = Blocks.block(columns.get(i), dictionaries.get(i), reader.values(i), rows);
        }
        Page page = new Page(rows, blocks);
        completedBytes += page.getSizeInBytes();
        return SourcePage.create(page);
    }

    @Override
    public void close()
    {
        wanted = 0;
        memoryContext.setBytes(0);
    }
}
