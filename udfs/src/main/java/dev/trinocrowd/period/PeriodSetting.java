package dev.trinocrowd.period;

import com.google.common.collect.ImmutableList;
import io.trino.spi.type.TimeZoneKey;

/// What the periods of a group are, as one number other than 0, so that a group can tell that it has changed.
///
/// A length of the caller's is itself; units are negative numbers, those of a calendar with the zone.
final class PeriodSetting
{
    /// A unit is its place in this list.
    private static final ImmutableList<PeriodUnit> UNITS = ImmutableList.of(PeriodUnit.HOUR, PeriodUnit.DAY, PeriodUnit.WEEK, PeriodUnit.MONTH, PeriodUnit.QUARTER,
            PeriodUnit.YEAR);

    private PeriodSetting()
    {}

    static long calendar(PeriodUnit unit, TimeZoneKey zone)
    {
        return -1L - UNITS.indexOf(unit) - (1L + zone.getKey()) * UNITS.size();
    }

    static long rolling(PeriodUnit unit)
    {
        return -1L - UNITS.indexOf(unit);
    }

    static String text(long setting)
    {
        if (setting >= 0) {
            return Long.toString(setting);
        }
        long code = -1 - setting;
        String unit = UNITS.get((int) (code % UNITS.size())).sqlName();
        long zone = code / UNITS.size();
        return zone == 0 ? unit : "%s in %s".formatted(unit, TimeZoneKey.getTimeZoneKey((short) (zone - 1)).getId());
    }
}
