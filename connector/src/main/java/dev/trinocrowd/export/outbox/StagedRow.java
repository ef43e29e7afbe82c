package dev.trinocrowd.export.outbox;

import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.RowAction;

import static java.util.Objects.requireNonNull;

/// A row of a lane whose payload is read when it is asked for: by the call that sends it, and not at all where only its outcome is of interest.
public final class StagedRow
        implements OutboxRow
{
    /// Of the objects that a row consists of.
    private static final int OBJECT_BYTES = 112;

    private final LaneRow row;
    private final PayloadReader payloads;
    private Object[] values;

    public StagedRow(LaneRow row, PayloadReader payloads)
    {
        this.row = requireNonNull(row, "row is null");
        this.payloads = requireNonNull(payloads, "payloads is null");
    }

    LaneRow row()
    {
        return row;
    }

    long retainedBytes()
    {
        return (long) OBJECT_BYTES + payloadBytes();
    }

    int payloadBytes()
    {
        return row.payload().length();
    }

    @Override
    public long member()
    {
        return row.member();
    }

    @Override
    public RowAction action()
    {
        return row.action();
    }

    @Override
    public Object value(int column)
    {
        return values()[column];
    }

    @Override
    public void release()
    {
        values = null;
    }

    @Override
    public int columns()
    {
        return values().length;
    }

    private Object[] values()
    {
        if (values == null) {
            values = payloads.values(row.payload());
        }
        return values;
    }

    /// Without the payload, which may be nobody's business.
    @Override
    public String toString()
    {
        return row.action() + " " + row.member();
    }
}
