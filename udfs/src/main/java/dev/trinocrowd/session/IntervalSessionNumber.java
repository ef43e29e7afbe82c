package dev.trinocrowd.session;

import static dev.trinocrowd.binding.Durations.microseconds;
import static dev.trinocrowd.event.TimeScale.MICROSECONDS;

/// Times in microseconds, with an interval as the gap.
abstract class IntervalSessionNumber
        extends SessionNumber
{
    IntervalSessionNumber()
    {
        super(MICROSECONDS);
    }

    @Override
    final long gap(int channel, int position)
    {
        return microseconds(windowIndex.getLong(channel, position));
    }
}
