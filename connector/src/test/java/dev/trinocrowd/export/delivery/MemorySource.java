package dev.trinocrowd.export.delivery;

import java.util.List;

/// Rows in memory as a lane.
public final class MemorySource
        implements LaneSource
{
    private final List<OutboxRow> rows;
    private int position;

    public MemorySource(List<OutboxRow> rows)
    {
        this.rows = rows;
    }

    @Override
    public List<OutboxRow> next(int count)
    {
        int end = Math.min(position + count, rows.size());
        List<OutboxRow> next = rows.subList(Math.min(position, end), end);
        position = end;
        return next;
    }

    @Override
    public void skip(long count)
    {
        position = (int) Math.min(position + count, rows.size());
    }

    @Override
    public void close()
    {}
}
