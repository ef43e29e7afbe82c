package dev.trinocrowd.period;

import dev.trinocrowd.binding.InvalidArguments;
import io.airlift.slice.Slice;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

/// `period_number` over dates and over numbers.
public final class PeriodNumber
{
    static final String DESCRIPTION = "The number of the hour, day, week, month, quarter or year that holds a time, counted from 1970-01-01";

    private final DatePeriodCall call = new DatePeriodCall();

    @ScalarFunction("period_number")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.BIGINT)
    public long number(@SqlType(StandardTypes.DATE) long date, @SqlType(StandardTypes.VARCHAR) Slice unit)
    {
        return call.number(date, unit);
    }

    @ScalarFunction("period_number")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.BIGINT)
    public long number(@SqlType(StandardTypes.DATE) long date, @SqlType(StandardTypes.VARCHAR) Slice unit, @SqlType(StandardTypes.VARCHAR) Slice zone)
    {
        return call.number(date, unit, zone);
    }

    @ScalarFunction("period_number")
    @Description("The number of the period of a length that holds a time, both in one unit")
    @SqlType(StandardTypes.BIGINT)
    public static long number(@SqlType(StandardTypes.BIGINT) long time, @SqlType(StandardTypes.BIGINT) long length)
    {
        return Math.floorDiv(time, checkLength(length, "period_number"));
    }

    /// @param function which asks, as an error names it
    static long checkLength(long length, String function)
    {
        if (length <= 0) {
            throw InvalidArguments.invalidArgument("%s length must be positive, found %s".formatted(function, length));
        }
        return length;
    }
}
