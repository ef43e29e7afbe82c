package dev.trinocrowd.lifecycle;

import io.airlift.slice.Slice;
import io.trino.spi.function.Description;
import io.trino.spi.function.LiteralParameters;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.Times.microseconds;
import static dev.trinocrowd.lifecycle.ActivityTime.MICROSECONDS;

/// `lifecycle_stage` over timestamps: a class for each number of arguments, because a class holds the precisions of one signature.
public final class LifecycleStageOfTimestamp
{
    private static final String DESCRIPTION = "The stage of a customer's life cycle, from the first and the last activity and their number";

    private LifecycleStageOfTimestamp()
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
                @SqlType("timestamp(p)") long firstActive,
                @SqlType("timestamp(p)") long lastActive,
                @SqlType(StandardTypes.BIGINT) long activity,
                @SqlType("timestamp(p)") long asOf)
        {
            return call.stage(firstActive, lastActive, activity, asOf);
        }

        @LiteralParameters("p")
        @SqlNullable
        @SqlType(StandardTypes.VARCHAR)
        public Slice stage(
                @SqlType("timestamp(p)") LongTimestamp firstActive,
                @SqlType("timestamp(p)") LongTimestamp lastActive,
                @SqlType(StandardTypes.BIGINT) long activity,
                @SqlType("timestamp(p)") LongTimestamp asOf)
        {
            return call.stage(microseconds(firstActive), microseconds(lastActive), activity, microseconds(asOf));
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
                @SqlType("timestamp(p)") long firstActive,
                @SqlType("timestamp(p)") long lastActive,
                @SqlType(StandardTypes.BIGINT) long activity,
                @SqlType("timestamp(p)") long asOf,
                @SqlType(StandardTypes.VARCHAR) Slice options)
        {
            return call.stage(firstActive, lastActive, activity, asOf, options);
        }

        @LiteralParameters("p")
        @SqlNullable
        @SqlType(StandardTypes.VARCHAR)
        public Slice stage(
                @SqlType("timestamp(p)") LongTimestamp firstActive,
                @SqlType("timestamp(p)") LongTimestamp lastActive,
                @SqlType(StandardTypes.BIGINT) long activity,
                @SqlType("timestamp(p)") LongTimestamp asOf,
                @SqlType(StandardTypes.VARCHAR) Slice options)
        {
            return call.stage(microseconds(firstActive), microseconds(lastActive), activity, microseconds(asOf), options);
        }
    }
}
