package dev.trinocrowd.period;

import static java.util.Objects.requireNonNull;

/// The hours, days, weeks, months, quarters or years of a zone.
public record CalendarPeriods(PeriodUnit unit, WallClock clock)
{
    public CalendarPeriods
    {
        requireNonNull(unit, "unit is null");
        requireNonNull(clock, "clock is null");
    }

    /// @param time microseconds since 1970
    public long number(long time)
    {
        return unit.number(clock.wallTime(time));
    }
}
