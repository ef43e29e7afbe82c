package dev.trinocrowd.session;

import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.RankingWindowFunction;
import io.trino.spi.function.SqlNullable;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.trino.spi.type.BigintType.BIGINT;
import static java.util.Objects.requireNonNull;

/// `session_number(event_time, gap) OVER (PARTITION BY … ORDER BY event_time)`: the sessions of a partition, numbered from 1.
///
/// The window's rows must come in the order of time; its frame does not matter. A row without a time has no number.
abstract class SessionNumber
        extends RankingWindowFunction
{
    static final String DESCRIPTION = "The number of the session that a row belongs to, from 1; a pause longer than the gap ends a session";

    private static final int TIME = 0;
    private static final int GAP = 1;

    private final TimeScale scale;
    private long gap;
    private long previous;
    private long number;

    SessionNumber(TimeScale scale)
    {
        this.scale = requireNonNull(scale, "scale is null");
    }

    abstract long time(int channel, int position);

    /// The gap in the unit of the times.
    abstract long gap(int channel, int position);

    @Override
    public void reset()
    {
        number = 0;
        gap = 0;
    }

    @SqlNullable
    @Override
    public void processRow(BlockBuilder output, boolean newPeerGroup, int peerGroupCount, int currentPosition)
    {
        if (windowIndex.isNull(TIME, currentPosition)) {
            output.appendNull();
            return;
        }
        readGap(currentPosition);
        long time = time(TIME, currentPosition);
        if (number == 0) {
            number = 1;
        }
        else if (time < previous) {
            throw invalidArgument("session_number must see its rows in the order of time, found an earlier time after a later one: write OVER (… ORDER BY event_time)");
        }
        else if (SessionGap.isLonger(previous, time, gap)) {
            number++;
        }
        previous = time;
        BIGINT.writeLong(output, number);
    }

    private void readGap(int position)
    {
        if (windowIndex.isNull(GAP, position)) {
            throw invalidArgument("session_number gap must be positive, found NULL");
        }
        long found = gap(GAP, position);
        if (found == gap) {
            return;
        }
        try {
            SessionGap.checkPositive(found, "session_number", scale);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
        if (gap != 0) {
            throw invalidArgument("session_number gap must not change within a partition, found %s and %s".formatted(
                    scale.duration(Math.min(gap, found)),
                    scale.duration(Math.max(gap, found))));
        }
        gap = found;
    }
}
