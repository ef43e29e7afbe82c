package dev.trinocrowd.period;

import dev.trinocrowd.bitmap.BitmapType;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ValueBlock;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static dev.trinocrowd.bitmap.BitmapType.BITMAP;

/// A row of `active_periods`, whatever the type of its time, and the result.
final class ActivePeriodsInput
{
    static final String DESCRIPTION = "The numbers of the periods in which there was an event, as a bitmap: days in UTC unless a unit, a zone or an anchor is given";
    static final String RESULT = BitmapType.NAME;

    private ActivePeriodsInput()
    {}

    static void add(ActivePeriodsState state, long time)
    {
        ActivePeriodsArguments arguments = state.arguments();
        state.add(arguments.setting(), arguments.calendarNumber(time));
    }

    static void add(ActivePeriodsState state, long time, ValueBlock unit, int unitPosition)
    {
        state.arguments().readUnit(unit, unitPosition);
        add(state, time);
    }

    static void add(ActivePeriodsState state, long time, ValueBlock unit, int unitPosition, ValueBlock zone, int zonePosition)
    {
        state.arguments().readUnitAndZone(unit, unitPosition, zone, zonePosition);
        add(state, time);
    }

    /// An event before the anchor is skipped.
    static void addSince(ActivePeriodsState state, long time, ValueBlock unit, int unitPosition, long anchor)
    {
        state.arguments().readRollingUnit(unit, unitPosition);
        addSince(state, time, state.arguments().rollingLength(), anchor, state.arguments().setting());
    }

    static void addDate(ActivePeriodsState state, long time, ValueBlock unit, int unitPosition)
    {
        state.arguments().readDateUnit(unit, unitPosition);
        add(state, time);
    }

    static void addDate(ActivePeriodsState state, long time, ValueBlock unit, int unitPosition, ValueBlock zone, int zonePosition)
    {
        state.arguments().readDateUnitAndZone(unit, unitPosition, zone, zonePosition);
        add(state, time);
    }

    static void addNumber(ActivePeriodsState state, long time, ValueBlock length, int lengthPosition)
    {
        long units = length(length, lengthPosition);
        state.add(units, Math.floorDiv(time, units));
    }

    static void addNumberSince(ActivePeriodsState state, long time, ValueBlock length, int lengthPosition, long anchor)
    {
        long units = length(length, lengthPosition);
        addSince(state, time, units, anchor, units);
    }

    static void write(ActivePeriodsState state, BlockBuilder out)
    {
        BITMAP.writeSlice(out, state.periods().slice());
    }

    private static void addSince(ActivePeriodsState state, long time, long length, long anchor, long setting)
    {
        if (time < anchor) {
            return;
        }
        // As unsigned numbers, since a time may be more than 2^63 after its anchor.
        long period = Long.divideUnsigned(time - anchor, length);
        state.add(setting, period);
    }

    private static long length(ValueBlock length, int position)
    {
        if (length.isNull(position)) {
            throw invalidArgument("active_periods length must be positive, found NULL");
        }
        return PeriodNumber.checkLength(((LongArrayBlock) length).getLong(position), "active_periods");
    }
}
