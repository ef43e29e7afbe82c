package dev.trinocrowd.period;

import io.airlift.slice.Slice;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.spi.type.TimeZoneKey.UTC_KEY;
import static java.util.Objects.requireNonNull;

/// One call of `period_number` in a query, whose unit and zone are the same for every row of most queries: only a change is parsed.
///
/// The last parse is one immutable object, so that threads may share a call without locks.
final class PeriodCall
{
    private static final String FUNCTION = "period_number";
    private static final Slice UTC = utf8Slice(UTC_KEY.getId());

    private Parsed last;

    long number(long time, Slice unit)
    {
        return number(time, unit, UTC);
    }

    long number(long time, Slice unit, Slice zone)
    {
        Parsed parsed = last;
        if (parsed == null || !parsed.unit.equals(unit) || !parsed.zone.equals(zone)) {
            // copies, because a slice may be a view of a whole page
            parsed = new Parsed(unit.copy(), zone.copy(), PeriodArguments.calendar(unit.toStringUtf8(), PeriodArguments.zone(zone.toStringUtf8()), FUNCTION));
            last = parsed;
        }
        try {
            return parsed.periods.number(time);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    private record Parsed(Slice unit, Slice zone, CalendarPeriods periods)
    {
        private Parsed
        {
            requireNonNull(unit, "unit is null");
            requireNonNull(zone, "zone is null");
            requireNonNull(periods, "periods is null");
        }
    }
}
