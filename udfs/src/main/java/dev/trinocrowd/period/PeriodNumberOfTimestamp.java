package dev.trinocrowd.period;

import io.airlift.slice.Slice;
import io.trino.spi.function.Description;
import io.trino.spi.function.LiteralParameters;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.Times.microseconds;

/// `period_number(time, unit [, zone])` over timestamps, which mean UTC: a class for each number of arguments, because a class holds the precisions of one signature.
public final class PeriodNumberOfTimestamp
{
    private PeriodNumberOfTimestamp()
    {}

    @ScalarFunction("period_number")
    @Description(PeriodNumber.DESCRIPTION)
    public static final class InUtc
    {
        private final PeriodCall call = new PeriodCall();

        @LiteralParameters("p")
        @SqlType(StandardTypes.BIGINT)
        public long number(@SqlType("timestamp(p)") long time, @SqlType(StandardTypes.VARCHAR) Slice unit)
        {
            return call.number(time, unit);
        }

        @LiteralParameters("p")
        @SqlType(StandardTypes.BIGINT)
        public long number(@SqlType("timestamp(p)") LongTimestamp time, @SqlType(StandardTypes.VARCHAR) Slice unit)
        {
            return call.number(microseconds(time), unit);
        }
    }

    @ScalarFunction("period_number")
    @Description(PeriodNumber.DESCRIPTION)
    public static final class InZone
    {
        private final PeriodCall call = new PeriodCall();

        @LiteralParameters("p")
        @SqlType(StandardTypes.BIGINT)
        public long number(@SqlType("timestamp(p)") long time, @SqlType(StandardTypes.VARCHAR) Slice unit, @SqlType(StandardTypes.VARCHAR) Slice zone)
        {
            return call.number(time, unit, zone);
        }

        @LiteralParameters("p")
        @SqlType(StandardTypes.BIGINT)
        public long number(@SqlType("timestamp(p)") LongTimestamp time, @SqlType(StandardTypes.VARCHAR) Slice unit, @SqlType(StandardTypes.VARCHAR) Slice zone)
        {
            return call.number(microseconds(time), unit, zone);
        }
    }
}
