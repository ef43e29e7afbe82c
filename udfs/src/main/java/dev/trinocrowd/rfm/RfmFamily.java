package dev.trinocrowd.rfm;

import com.google.common.collect.ImmutableSet;

import java.util.Set;

/// What this package registers with Trino.
public final class RfmFamily
{
    public static final Set<Class<?>> FUNCTIONS = ImmutableSet.of(
            RfmClassFunction.class,
            RfmCutsAggregation.class,
            RfmScoreFunction.class,
            RfmSegmentFunction.class);

    private RfmFamily()
    {}
}
