package dev.trinocrowd.interval;

import com.google.common.collect.ImmutableSet;

import java.util.Set;

/// What this package registers with Trino.
public final class IntervalFamily
{
    public static final Set<Class<?>> FUNCTIONS = ImmutableSet.of(
            BigintIntervals.class,
            DateIntervals.class,
            TimestampIntervals.class,
            TimestampWithTimeZoneIntervals.class);

    private IntervalFamily()
    {}
}
