package dev.trinocrowd.path;

import com.google.common.collect.ImmutableSet;

import java.util.Set;

/// What this package registers with Trino.
public final class PathFamily
{
    public static final Set<Class<?>> FUNCTIONS = ImmutableSet.of(
            BigintPath.class,
            BigintPath.WithOptions.class,
            DatePath.class,
            DatePath.WithOptions.class,
            PathEdgesFunction.class,
            TimestampPath.class,
            TimestampPath.WithOptions.class,
            TimestampWithTimeZonePath.class,
            TimestampWithTimeZonePath.WithOptions.class);

    private PathFamily()
    {}
}
