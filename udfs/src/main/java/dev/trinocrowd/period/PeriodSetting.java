package dev.trinocrowd.period;

import io.trino.spi.type.TimeZoneKey;

/// What the periods of a group are, as one number other than 0, so that a group can tell that it has changed.
///
/// A length of the caller's is itself; units are negative numbers, those of a calendar with the zone.
final class PeriodSetting
{
    private static final int UNITS = PeriodUnit.values().length;

    private PeriodSetting()
    {}

    static long calendar(PeriodUnit unit, TimeZoneKey zone)
    {
        return -1 - unit.ordinal() - (1L + zone.getKey()) * UNITS;
    }

    static long rolling(PeriodUnit unit)
    {
        return -1 - unit.ordinal();
    }

    static String text(long setting)
    {
        if (setting >= 0) {
            return Long.toString(setting);
        }
        long code = -1 - setting;
        String unit = PeriodUnit.values()[(int) (code % UNITS)].sqlName();
        long zone = code / UNITS;
        return zone == 0 ? unit : "%s in %s".formatted(unit, TimeZoneKey.getTimeZoneKey((short) (zone - 1)).getId());
    }
}
