package dev.trinocrowd.period;

import io.airlift.slice.Slice;

import static dev.trinocrowd.binding.Times.dateMicroseconds;
import static dev.trinocrowd.period.PeriodArguments.dateUnit;
import static java.util.Objects.requireNonNull;

/// One call of `period_number` over dates. A date is a day of the calendar already: a zone is only checked.
final class DatePeriodCall
{
    private static final String FUNCTION = "period_number";

    private ParsedUnit lastUnit;
    private Slice lastZone;

    long number(long date, Slice unit)
    {
        ParsedUnit parsed = lastUnit;
        if (parsed == null || !parsed.name.equals(unit)) {
            parsed = new ParsedUnit(unit.copy(), dateUnit(unit.toStringUtf8(), FUNCTION));
            lastUnit = parsed;
        }
        return parsed.unit.number(dateMicroseconds(date));
    }

    long number(long date, Slice unit, Slice zone)
    {
        if (!zone.equals(lastZone)) {
            PeriodArguments.zone(zone.toStringUtf8());
            lastZone = zone.copy();
        }
        return number(date, unit);
    }

    private record ParsedUnit(Slice name, PeriodUnit unit)
    {
        private ParsedUnit
        {
            requireNonNull(name, "name is null");
            requireNonNull(unit, "unit is null");
        }
    }
}
