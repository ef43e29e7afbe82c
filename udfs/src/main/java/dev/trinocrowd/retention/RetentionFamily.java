package dev.trinocrowd.retention;

import com.google.common.collect.ImmutableSet;

import java.util.Set;

/// What this package registers with Trino.
public final class RetentionFamily
{
    public static final Set<Class<?>> FUNCTIONS = ImmutableSet.of(
            RetentionCurveFunction.class,
            RetentionFunction.class);

    private RetentionFamily()
    {}
}
