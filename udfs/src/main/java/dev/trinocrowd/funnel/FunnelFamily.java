package dev.trinocrowd.funnel;

import com.google.common.collect.ImmutableSet;

import java.util.Set;

/// What this package registers with Trino.
public final class FunnelFamily
{
    public static final Set<Class<?>> FUNCTIONS = ImmutableSet.of(
            BigintFunnel.class,
            BigintFunnel.WithExclusion.class,
            BigintFunnel.WithMode.class,
            BigintFunnelBreakdown.class,
            BigintFunnelBreakdown.WithExclusion.class,
            BigintFunnelBreakdown.WithMode.class,
            BigintFunnelBy.class,
            BigintFunnelBy.WithExclusion.class,
            BigintFunnelBy.WithMode.class,
            BigintTimesSummary.class,
            DateFunnel.class,
            DateFunnel.WithExclusion.class,
            DateFunnel.WithMode.class,
            DateFunnelBreakdown.class,
            DateFunnelBreakdown.WithExclusion.class,
            DateFunnelBreakdown.WithMode.class,
            DateFunnelBy.class,
            DateFunnelBy.WithExclusion.class,
            DateFunnelBy.WithMode.class,
            FunnelSummaryFunction.class,
            TimestampFunnel.class,
            TimestampFunnel.WithExclusion.class,
            TimestampFunnel.WithMode.class,
            TimestampFunnelBreakdown.class,
            TimestampFunnelBreakdown.WithExclusion.class,
            TimestampFunnelBreakdown.WithMode.class,
            TimestampFunnelBy.class,
            TimestampFunnelBy.WithExclusion.class,
            TimestampFunnelBy.WithMode.class,
            TimestampWithTimeZoneFunnel.class,
            TimestampWithTimeZoneFunnel.WithExclusion.class,
            TimestampWithTimeZoneFunnel.WithMode.class,
            TimestampWithTimeZoneFunnelBreakdown.class,
            TimestampWithTimeZoneFunnelBreakdown.WithExclusion.class,
            TimestampWithTimeZoneFunnelBreakdown.WithMode.class,
            TimestampWithTimeZoneFunnelBy.class,
            TimestampWithTimeZoneFunnelBy.WithExclusion.class,
            TimestampWithTimeZoneFunnelBy.WithMode.class,
            TimestampsSummary.class);

    private FunnelFamily()
    {}
}
