package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.IdSet;
import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.catalog.SetChange;
import dev.trinocrowd.catalog.TableStore;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SourcePage;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;

import static io.trino.spi.type.TypeUtils.writeNativeValue;
import static java.util.Collections.emptyIterator;
import static java.util.Objects.requireNonNull;

/// The changes of one key after the other.
final class ChangesPageSource
        implements ConnectorPageSource
{
    private static final int PAGE_POSITIONS = 16_384;
    private static final Slice ENTERED = Slices.utf8Slice("entered");
    private static final Slice LEFT = Slices.utf8Slice("left");

    private final TableStore table;
    private final ChangesHandle handle;
    private final List<CrowdColumnHandle> columns;
    private final MemoryContext memory;
    private Iterator<SetChange> changes;
    private SetChange change;
    private boolean isLeaving;
    private PrimitiveIterator.OfLong ids = IdSet.EMPTY.iterator();
    private long completedBytes;
    private boolean isFinished;

    ChangesPageSource(TableStore table, ChangesHandle handle, List<CrowdColumnHandle> columns, MemoryContext memory)
    {
        this.table = requireNonNull(table, "table is null");
        this.handle = requireNonNull(handle, "handle is null");
        this.columns = ImmutableList.copyOf(columns);
        this.memory = requireNonNull(memory, "memory is null");
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
    public SourcePage getNextSourcePage()
    {
        if (isFinished) {
            return null;
        }
        if (changes == null) {
            changes = table.changes(handle.from(), handle.to()).iterator();
        }
        while (!ids.hasNext()) {
            if (change != null && !isLeaving) {
                isLeaving = true;
                ids = change.left().iterator();
            }
            else if (changes.hasNext()) {
                change = changes.next();
                isLeaving = false;
                ids = change.entered().iterator();
                memory.setBytes(change.entered().retainedBytes() + change.left().retainedBytes());
            }
            else {
                isFinished = true;
                return null;
            }
        }
        long[] members = new long[PAGE_POSITIONS];
        int count = 0;
        while (count < PAGE_POSITIONS && ids.hasNext()) {
            members[count++] = ids.nextLong();
        }
        return page(members, count);
    }

    private SourcePage page(long[] members, int count)
    {
        if (columns.isEmpty()) {
            return SourcePage.create(count);
        }
        Block[] blocks = new Block[columns.size()];
        for (int i = 0; i < blocks.length; i++) {
            CrowdColumnHandle column = columns.get(i);
            blocks[i] = switch (column.source()) {
                case ColumnSource.Value _ -> RunLengthEncodedBlock.create(column.type(), isLeaving ? LEFT : ENTERED, count);
                case ColumnSource.Key(KeyColumn key) ->
                    RunLengthEncodedBlock.create(writeNativeValue(column.type(), KeyValues.toNative(column.type(), change.key().value(key.column()))), count);
                case ColumnSource.Id _ -> new LongArrayBlock(count, Optional.empty(), members);
                case ColumnSource.Row _ -> throw new IllegalArgumentException("not a column of changes: " + column);
            };
        }
        SourcePage page = SourcePage.create(new Page(count, blocks));
        completedBytes += page.getSizeInBytes();
        return page;
    }

    @Override
    public void close()
    {
        isFinished = true;
        changes = emptyIterator();
        memory.setBytes(0);
    }
}
