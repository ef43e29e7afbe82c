package dev.trinocrowd.period;

import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.TimeZoneNotSupportedException;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.trino.spi.type.TimeZoneKey.getTimeZoneKey;

/// Units and zones by the names that a query gives them.
final class PeriodArguments
{
    private PeriodArguments()
    {}

    /// @param function which asks, as an error names it
    static PeriodUnit unit(String name, String function)
    {
        try {
            return PeriodUnit.of(name, function);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    /// A unit for a date, which has no hour.
    static PeriodUnit dateUnit(String name, String function)
    {
        PeriodUnit unit = unit(name, function);
        if (unit == PeriodUnit.HOUR) {
            throw invalidArgument("%s unit of a date must be one of day, week, month, quarter, year, found 'hour'".formatted(function));
        }
        return unit;
    }

    /// The zones are those of `AT TIME ZONE`.
    static TimeZoneKey zone(String name)
    {
        try {
            return getTimeZoneKey(name);
        }
        catch (TimeZoneNotSupportedException | IllegalArgumentException _) {
            throw invalidArgument("Unknown time zone '%s': expected a name such as %s, or an offset such as +02:00".formatted(name, ZoneNames.closest(name)));
        }
    }

    static CalendarPeriods calendar(String unit, TimeZoneKey zone, String function)
    {
        return new CalendarPeriods(unit(unit, function), WallClock.of(zone.getZoneId()));
    }
}
