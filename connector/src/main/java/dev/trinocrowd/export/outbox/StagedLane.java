package dev.trinocrowd.export.outbox;

import dev.trinocrowd.algebra.RoomListener;
import dev.trinocrowd.algebra.RoomScope;
import dev.trinocrowd.export.delivery.LaneSource;
import dev.trinocrowd.export.delivery.OutboxRow;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/// The rows of a lane that are to be sent.
final class StagedLane
        implements LaneSource
{
    private final Iterator<LaneRow> rows;
    private final PayloadReader payloads;
    private final Consumer<LaneRow> withheld;
    private final RoomScope room;

    /// @param withheld gets the rows that are not sent
    /// @param room hears of the rows that were given last
    StagedLane(Iterator<LaneRow> rows, PayloadReader payloads, Consumer<LaneRow> withheld, RoomListener room)
    {
        this.rows = requireNonNull(rows, "rows is null");
        this.payloads = requireNonNull(payloads, "payloads is null");
        this.withheld = requireNonNull(withheld, "withheld is null");
        this.room = new RoomScope(room);
    }

    @Override
    public List<OutboxRow> next(int count)
    {
        List<OutboxRow> next = new ArrayList<>(count);
        long bytes = 0;
        while (next.size() < count && rows.hasNext()) {
            LaneRow row = rows.next();
            if (row.withheld().isPresent()) {
                withheld.accept(row);
                continue;
            }
            StagedRow staged = new StagedRow(row, payloads);
            next.add(staged);
            bytes += staged.retainedBytes();
        }
        room.set(bytes);
        return next;
    }

    @Override
    public void skip(long count)
    {
        long left = count;
        while (left > 0 && rows.hasNext()) {
            LaneRow row = rows.next();
            if (row.withheld().isPresent()) {
                withheld.accept(row);
            }
            else {
                left--;
            }
        }
    }

    /// What a row that a lane has given was made of.
    static LaneRow origin(OutboxRow row)
    {
        return ((StagedRow) row).row();
    }

    @Override
    public void close()
    {
        room.close();
    }
}
