package dev.trinocrowd.sequence;

import com.google.common.collect.ImmutableSet;

import java.util.Set;

/// What this package registers with Trino.
public final class SequenceFamily
{
    public static final Set<Class<?>> FUNCTIONS = ImmutableSet.of(
            BigintNextEvent.class,
            BigintNextEvent.WithOptions.class,
            BigintSequence.class,
            DateNextEvent.class,
            DateNextEvent.WithOptions.class,
            DateSequence.class,
            TimestampNextEvent.class,
            TimestampNextEvent.WithOptions.class,
            TimestampSequence.class,
            TimestampWithTimeZoneNextEvent.class,
            TimestampWithTimeZoneNextEvent.WithOptions.class,
            TimestampWithTimeZoneSequence.class);

    private SequenceFamily()
    {}
}
