package dev.trinocrowd.period;

import com.google.common.collect.ImmutableSet;

import java.util.Set;

/// What this package registers with Trino.
public final class PeriodFamily
{
    public static final Set<Class<?>> FUNCTIONS = ImmutableSet.of(
            BigintActivePeriods.class,
            DateActivePeriods.class,
            PeriodNumber.class,
            PeriodNumberOfTimestamp.InUtc.class,
            PeriodNumberOfTimestamp.InZone.class,
            PeriodNumberOfTimestampWithTimeZone.InUtc.class,
            PeriodNumberOfTimestampWithTimeZone.InZone.class,
            PeriodStart.class,
            TimestampActivePeriods.class,
            TimestampActivePeriods.WithAnchor.class,
            TimestampActivePeriods.WithUnit.class,
            TimestampActivePeriods.WithZone.class,
            TimestampWithTimeZoneActivePeriods.class,
            TimestampWithTimeZoneActivePeriods.WithAnchor.class,
            TimestampWithTimeZoneActivePeriods.WithUnit.class,
            TimestampWithTimeZoneActivePeriods.WithZone.class);

    private PeriodFamily()
    {}
}
