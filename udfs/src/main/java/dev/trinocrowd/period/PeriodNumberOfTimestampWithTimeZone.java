package dev.trinocrowd.period;

import io.airlift.slice.Slice;
import io.trino.spi.function.Description;
import io.trino.spi.function.LiteralParameters;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.Times.zonedMicroseconds;

/// `period_number(time, unit [, zone])` over timestamps with time zone, which are instants here: a class for each number of arguments, because a class holds the precisions of one signature.
public final class PeriodNumberOfTimestampWithTimeZone
{
    private PeriodNumberOfTimestampWithTimeZone()
    {}

    @ScalarFunction("period_number")
    @Description(PeriodNumber.DESCRIPTION)
    public static final class InUtc
    {
        private final PeriodCall call = new PeriodCall();

        @LiteralParameters("p")
        @SqlType(StandardTypes.BIGINT)
        public long number(@SqlType("timestamp(p) with time zone") long time, @SqlType(StandardTypes.VARCHAR) Slice unit)
        {
            return call.number(zonedMicroseconds(time), unit);
        }

        @LiteralParameters("p")
        @SqlType(StandardTypes.BIGINT)
        public long number(@SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone time, @SqlType(StandardTypes.VARCHAR) Slice unit)
        {
            return call.number(zonedMicroseconds(time), unit);
        }
    }

    @ScalarFunction("period_number")
    @Description(PeriodNumber.DESCRIPTION)
    public static final class InZone
    {
        private final PeriodCall call = new PeriodCall();

        @LiteralParameters("p")
        @SqlType(StandardTypes.BIGINT)
        public long number(@SqlType("timestamp(p) with time zone") long time, @SqlType(StandardTypes.VARCHAR) Slice unit, @SqlType(StandardTypes.VARCHAR) Slice zone)
        {
            return call.number(zonedMicroseconds(time), unit, zone);
        }

        @LiteralParameters("p")
        @SqlType(StandardTypes.BIGINT)
        public long number(@SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone time, @SqlType(StandardTypes.VARCHAR) Slice unit,
                @SqlType(StandardTypes.VARCHAR) Slice zone)
        {
            return call.number(zonedMicroseconds(time), unit, zone);
        }
    }
}
