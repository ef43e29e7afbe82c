package dev.trinocrowd.lifecycle;

import io.airlift.slice.Slice;
import io.trino.spi.function.Description;
import io.trino.spi.function.LiteralParameters;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.Times.zonedMicroseconds;
import static dev.trinocrowd.lifecycle.ActivityTime.MICROSECONDS;

/// `lifecycle_stage` over timestamps with time zone, which are instants here: a class for each number of arguments, because a class holds the precisions of one signature.
public final class LifecycleStageOfTimestampWithTimeZone
{
    private static final String DESCRIPTION = "The stage of a customer's life cycle, from the first and the last activity and their number";

    private LifecycleStageOfTimestampWithTimeZone()
    {}

    @ScalarFunction("lifecycle_stage")
    @Description(DESCRIPTION)
    public static final class WithDefaults
    {
        private final LifecycleCall call = new LifecycleCall(MICROSECONDS);

        @LiteralParameters("p")
        @SqlNullable
        @SqlType(StandardTypes.VARCHAR)
        public Slice stage(
                @SqlType("timestamp(p) with time zone") long firstActive,
                @SqlType("timestamp(p) with time zone") long lastActive,
                @SqlType(StandardTypes.BIGINT) long activity,
                @SqlType("timestamp(p) with time zone") long asOf)
        {
            return call.stage(zonedMicroseconds(firstActive), zonedMicroseconds(lastActive), activity, zonedMicroseconds(asOf));
        }

        @LiteralParameters("p")
        @SqlNullable
        @SqlType(StandardTypes.VARCHAR)
        public Slice stage(
                @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone firstActive,
                @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone lastActive,
                @SqlType(StandardTypes.BIGINT) long activity,
                @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone asOf)
        {
            return call.stage(zonedMicroseconds(firstActive), zonedMicroseconds(lastActive), activity, zonedMicroseconds(asOf));
        }
    }

    @ScalarFunction("lifecycle_stage")
    @Description(DESCRIPTION)
    public static final class WithOptions
    {
        private final LifecycleCall call = new LifecycleCall(MICROSECONDS);

        @LiteralParameters("p")
        @SqlNullable
        @SqlType(StandardTypes.VARCHAR)
        public Slice stage(
                @SqlType("timestamp(p) with time zone") long firstActive,
                @SqlType("timestamp(p) with time zone") long lastActive,
                @SqlType(StandardTypes.BIGINT) long activity,
                @SqlType("timestamp(p) with time zone") long asOf,
                @SqlType(StandardTypes.VARCHAR) Slice options)
        {
            return call.stage(zonedMicroseconds(firstActive), zonedMicroseconds(lastActive), activity, zonedMicroseconds(asOf), options);
        }

        @LiteralParameters("p")
        @SqlNullable
        @SqlType(StandardTypes.VARCHAR)
        public Slice stage(
                @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone firstActive,
                @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone lastActive,
                @SqlType(StandardTypes.BIGINT) long activity,
                @SqlType("timestamp(p) with time zone") LongTimestampWithTimeZone asOf,
                @SqlType(StandardTypes.VARCHAR) Slice options)
        {
            return call.stage(zonedMicroseconds(firstActive), zonedMicroseconds(lastActive), activity, zonedMicroseconds(asOf), options);
        }
    }
}
