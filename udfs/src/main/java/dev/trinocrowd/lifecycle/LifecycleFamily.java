package dev.trinocrowd.lifecycle;

import com.google.common.collect.ImmutableSet;

import java.util.Set;

/// What this package registers with Trino.
public final class LifecycleFamily
{
    public static final Set<Class<?>> FUNCTIONS = ImmutableSet.of(
            LifecycleStageOfBigint.class,
            LifecycleStageOfDate.class,
            LifecycleStageOfTimestamp.WithDefaults.class,
            LifecycleStageOfTimestamp.WithOptions.class,
            LifecycleStageOfTimestampWithTimeZone.WithDefaults.class,
            LifecycleStageOfTimestampWithTimeZone.WithOptions.class,
            LifecycleStatesFunction.class);

    private LifecycleFamily()
    {}
}
