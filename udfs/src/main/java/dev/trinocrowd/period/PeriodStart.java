package dev.trinocrowd.period;

import io.airlift.slice.Slice;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static java.util.Objects.requireNonNull;

/// `period_start(number, unit [, zone])`: what the clock on the wall showed when a period began.
///
/// The wall clock rather than the instant, because that is what a chart has to write below a bar: tools show an instant in a zone of their own.
public final class PeriodStart
{
    private static final String DESCRIPTION = "The first time of a numbered period, by the wall clock of the zone that it was numbered in";

    private ParsedUnit lastUnit;
    private Slice lastZone;

    @ScalarFunction("period_start")
    @Description(DESCRIPTION)
    @SqlType("timestamp(6)")
    public long start(@SqlType(StandardTypes.BIGINT) long number, @SqlType(StandardTypes.VARCHAR) Slice unit)
    {
        ParsedUnit parsed = lastUnit;
        if (parsed == null || !parsed.name.equals(unit)) {
            parsed = new ParsedUnit(unit.copy(), PeriodArguments.unit(unit.toStringUtf8(), "period_start"));
            lastUnit = parsed;
        }
        try {
            return parsed.unit.start(number);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @ScalarFunction("period_start")
    @Description(DESCRIPTION)
    @SqlType("timestamp(6)")
    public long start(@SqlType(StandardTypes.BIGINT) long number, @SqlType(StandardTypes.VARCHAR) Slice unit, @SqlType(StandardTypes.VARCHAR) Slice zone)
    {
        if (!zone.equals(lastZone)) {
            PeriodArguments.zone(zone.toStringUtf8());
            lastZone = zone.copy();
        }
        return start(number, unit);
    }

    @ScalarFunction("period_start")
    @Description("The first time of a numbered period of a length")
    @SqlType(StandardTypes.BIGINT)
    public static long start(@SqlType(StandardTypes.BIGINT) long number, @SqlType(StandardTypes.BIGINT) long length)
    {
        try {
            return Math.multiplyExact(number, PeriodNumber.checkLength(length, "period_start"));
        }
        catch (ArithmeticException _) {
            throw invalidArgument("A period must begin at a time that fits 64 bits, found number %s of length %s".formatted(number, length));
        }
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
