package dev.trinocrowd.period;

import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.TimeZoneKey;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static dev.trinocrowd.period.PeriodArguments.calendar;
import static dev.trinocrowd.period.PeriodArguments.dateUnit;
import static io.trino.spi.type.TimeZoneKey.UTC_KEY;
import static io.trino.spi.type.VarcharType.VARCHAR;

/// The unit and the zone of `active_periods`, as a rule constants that stand in one block for all rows of a page: only another block is read.
public final class ActivePeriodsArguments
{
    private static final String FUNCTION = "active_periods";

    private static final CalendarPeriods UTC_DAYS = new CalendarPeriods(PeriodUnit.DAY, WallClock.UTC);
    private static final long UTC_DAYS_SETTING = PeriodSetting.calendar(PeriodUnit.DAY, UTC_KEY);

    private ValueBlock unitBlock;
    private int unitPosition;
    private ValueBlock zoneBlock;
    private int zonePosition;

    private CalendarPeriods periods = UTC_DAYS;
    private long setting = UTC_DAYS_SETTING;
    private long rollingLength;

    ActivePeriodsArguments()
    {}

    void readUnit(ValueBlock unit, int position)
    {
        if (isNewUnit(unit, position)) {
            set(calendar(text(unit, position, "unit"), UTC_KEY, FUNCTION), UTC_KEY);
            keepUnit(unit, position);
        }
    }

    void readUnitAndZone(ValueBlock unit, int position, ValueBlock zone, int zonePosition)
    {
        if (isNewUnit(unit, position) || isNewZone(zone, zonePosition)) {
            TimeZoneKey key = PeriodArguments.zone(text(zone, zonePosition, "zone"));
            set(calendar(text(unit, position, "unit"), key, FUNCTION), key);
            keepUnit(unit, position);
            keepZone(zone, zonePosition);
        }
    }

    void readRollingUnit(ValueBlock unit, int position)
    {
        if (isNewUnit(unit, position)) {
            PeriodUnit rolling = PeriodArguments.unit(text(unit, position, "unit"), FUNCTION);
            try {
                rollingLength = rolling.rollingLength(FUNCTION);
            }
            catch (IllegalArgumentException e) {
                throw invalidArgument(e);
            }
            setting = PeriodSetting.rolling(rolling);
            keepUnit(unit, position);
        }
    }

    void readDateUnit(ValueBlock unit, int position)
    {
        if (isNewUnit(unit, position)) {
            set(new CalendarPeriods(dateUnit(text(unit, position, "unit"), FUNCTION), WallClock.UTC), UTC_KEY);
            keepUnit(unit, position);
        }
    }

    /// A date is a day of the calendar already, whatever the zone, which is only checked.
    void readDateUnitAndZone(ValueBlock unit, int position, ValueBlock zone, int zonePosition)
    {
        if (isNewZone(zone, zonePosition)) {
            PeriodArguments.zone(text(zone, zonePosition, "zone"));
            keepZone(zone, zonePosition);
        }
        readDateUnit(unit, position);
    }

    /// What the periods are, see [PeriodSetting].
    long setting()
    {
        return setting;
    }

    long calendarNumber(long time)
    {
        try {
            return periods.number(time);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    long rollingLength()
    {
        return rollingLength;
    }

    private void set(CalendarPeriods periods, TimeZoneKey zone)
    {
        this.periods = periods;
        setting = PeriodSetting.calendar(periods.unit(), zone);
    }

    private boolean isNewUnit(ValueBlock block, int position)
    {
        return block != unitBlock || position != unitPosition;
    }

    private boolean isNewZone(ValueBlock block, int position)
    {
        return block != zoneBlock || position != zonePosition;
    }

    private void keepUnit(ValueBlock block, int position)
    {
        unitBlock = block;
        unitPosition = position;
    }

    private void keepZone(ValueBlock block, int position)
    {
        zoneBlock = block;
        zonePosition = position;
    }

    private static String text(ValueBlock block, int position, String argument)
    {
        if (block.isNull(position)) {
            throw invalidArgument("%s %s must be a text, found NULL".formatted(FUNCTION, argument));
        }
        return VARCHAR.getSlice(block, position).toStringUtf8();
    }
}
