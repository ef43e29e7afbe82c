package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.shop.story.ShopTable.Detail;

import java.util.Arrays;
import java.util.List;

import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.util.Objects.requireNonNull;

/// Reads columns of a table, batch by batch. Not thread-safe.
public final class TableReader
{
    /// How many customers are counted for the truths at a time, so that a reader can be stopped.
    private static final long COUNTED_AT_A_TIME = 100_000;

    private final ShopTable table;
    private final List<Column> columns;
    private final List<UserRange> ranges;
    private final Story story;

    private int range;
    private long next;
    private long[][] values;
    private int rows;

    /// @param ranges the users, for a table that is told user by user
    public TableReader(Shop shop, ShopTable table, List<Column> columns, List<UserRange> ranges)
    {
        requireNonNull(shop, "shop is null");
        this.table = requireNonNull(table, "table is null");
        this.columns = ImmutableList.copyOf(columns);
        this.ranges = switch (table.detail()) {
            case INTRODUCED, TOLD -> ImmutableList.copyOf(ranges);
            case CATALOGUE -> ImmutableList.of(new UserRange(0, shop.catalogue().size() - 1));
            case TRUTHS -> ImmutableList.of(new UserRange(1, shop.scale().users()));
        };
        this.story = new Story(shop);
        this.values = new long[columns.size()][0];
        this.next = this.ranges.isEmpty() ? 0 : this.ranges.getFirst().first();
    }

    public boolean isFinished()
    {
        return range == ranges.size();
    }

    /// Reads rows until there are at least so many, or no more. It may come back with none before it is finished.
    public int read(int wanted)
    {
        rows = 0;
        reserve(wanted);
        switch (table.detail()) {
            case INTRODUCED, TOLD -> readUsers(wanted);
            case CATALOGUE -> readProducts(wanted);
            case TRUTHS -> countTruths();
        }
        return rows;
    }

    /// The values of a column, by its position in the list asked for: as many as [#read] said. The next read overwrites them.
    public long[] values(int column)
    {
        return values[column];
    }

    public long retainedBytes()
    {
        // What is known about one customer is small beside the rows of a batch.
        return (long) values.length * (values.length == 0 ? 0 : values[0].length) * Long.BYTES + Story.TYPICAL_BYTES;
    }

    private void readUsers(int wanted)
    {
        boolean told = table.detail() == Detail.TOLD;
        while (rows < wanted && !isFinished()) {
            if (told) {
                story.tell(next);
            }
            else {
                story.introduce(next);
            }
            append(0, table.rows(story));
            advance(next);
        }
    }

    private void readProducts(int wanted)
    {
        long last = min(ranges.getFirst().last(), next + wanted - 1);
        append((int) next, (int) (last - next + 1));
        advance(last);
    }

    private void countTruths()
    {
        long last = min(ranges.getFirst().last(), next + COUNTED_AT_A_TIME - 1);
        story.truths().count(new UserRange(next, last));
        advance(last);
        if (isFinished()) {
            append(0, Truths.ITEMS.size());
        }
    }

    private void advance(long done)
    {
        next = done + 1;
        if (next > ranges.get(range).last()) {
            range++;
            if (!isFinished()) {
                next = ranges.get(range).first();
            }
        }
    }

    private void append(int first, int count)
    {
        reserve(rows + count);
        for (int i = 0; i < values.length; i++) {
            Column column = columns.get(i);
            long[] target = values[i];
            for (int row = 0; row < count; row++) {
                target[rows + row] = column.value(story, first + row);
            }
        }
        rows += count;
    }

    private void reserve(int capacity)
    {
        if (values.length > 0 && values[0].length < capacity) {
            int grown = max(capacity, values[0].length * 3 / 2);
            for (int i = 0; i < values.length; i++) {
                values[i] = Arrays.copyOf(values[i], grown);
            }
        }
    }
}
