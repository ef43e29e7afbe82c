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
            DateFunnel.class,
            DateFunnel.WithExclusion.class,
            DateFunnel.WithMode.class,
            FunnelSummaryFunction.class,
            TimestampFunnel.class,
            TimestampFunnel.WithExclusion.class,
            TimestampFunnel.WithMode.class,
            TimestampWithTimeZoneFunnel.class,
            TimestampWithTimeZoneFunnel.WithExclusion.class,
            TimestampWithTimeZoneFunnel.WithMode.class);

    private FunnelFamily()
    {}
}
