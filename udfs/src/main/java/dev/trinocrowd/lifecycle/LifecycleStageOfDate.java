package dev.trinocrowd.lifecycle;

import io.airlift.slice.Slice;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.lifecycle.ActivityTime.DAYS;

/// `lifecycle_stage` over dates.
public final class LifecycleStageOfDate
{
    private static final String DESCRIPTION = "The stage of a customer's life cycle, from the first and the last activity and their number";

    private final LifecycleCall call = new LifecycleCall(DAYS);

    @ScalarFunction("lifecycle_stage")
    @Description(DESCRIPTION)
    @SqlNullable
    @SqlType(StandardTypes.VARCHAR)
    public Slice stage(
            @SqlType(StandardTypes.DATE) long firstActive,
            @SqlType(StandardTypes.DATE) long lastActive,
            @SqlType(StandardTypes.BIGINT) long activity,
            @SqlType(StandardTypes.DATE) long asOf)
    {
        return call.stage(firstActive, lastActive, activity, asOf);
    }

    @ScalarFunction("lifecycle_stage")
    @Description(DESCRIPTION)
    @SqlNullable
    @SqlType(StandardTypes.VARCHAR)
    public Slice stage(
            @SqlType(StandardTypes.DATE) long firstActive,
            @SqlType(StandardTypes.DATE) long lastActive,
            @SqlType(StandardTypes.BIGINT) long activity,
            @SqlType(StandardTypes.DATE) long asOf,
            @SqlType(StandardTypes.VARCHAR) Slice options)
    {
        return call.stage(firstActive, lastActive, activity, asOf, options);
    }
}
