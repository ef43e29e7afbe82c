package dev.trinocrowd.steps;

import com.google.common.collect.ImmutableSet;

import java.util.Set;

/// What this package registers with Trino.
public final class StepsFamily
{
    public static final Set<Class<?>> FUNCTIONS = ImmutableSet.of(
            StepsFunction.class);

    private StepsFamily()
    {}
}
