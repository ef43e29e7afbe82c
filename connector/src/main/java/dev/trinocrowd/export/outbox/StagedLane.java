package dev.trinocrowd.export.outbox;

import dev.trinocrowd.export.delivery.LaneSource;
import dev.trinocrowd.export.delivery.OutboxRow;

import java.util.ArrayList;
import java.util.IdentityHashMap;
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
    private final boolean isRemembering;
    private final IdentityHashMap<OutboxRow, LaneRow> given = new IdentityHashMap<>();

    /// @param withheld gets the rows that are not sent
    /// @param isRemembering whether [#take] will be asked for each row
    StagedLane(Iterator<LaneRow> rows, PayloadReader payloads, Consumer<LaneRow> withheld, boolean isRemembering)
    {
        this.rows = requireNonNull(rows, "rows is null");
        this.payloads = requireNonNull(payloads, "payloads is null");
        this.withheld = requireNonNull(withheld, "withheld is null");
        this.isRemembering = isRemembering;
    }

    @Override
    public List<OutboxRow> next(int count)
    {
        List<OutboxRow> next = new ArrayList<>(count);
        while (next.size() < count && rows.hasNext()) {
            LaneRow row = rows.next();
            if (row.withheld().isPresent()) {
                withheld.accept(row);
                continue;
            }
            OutboxRow outboxRow = new OutboxRow(row.member(), row.action(), payloads.values(row.payload()));
            if (isRemembering) {
                given.put(outboxRow, row);
            }
            next.add(outboxRow);
        }
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

    /// What a row that was given was made of; once.
    LaneRow take(OutboxRow row)
    {
        return requireNonNull(given.remove(row), "the row was not given");
    }

    @Override
    public void close()
    {
        given.clear();
    }
}
