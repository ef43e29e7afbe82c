package dev.trinocrowd.session;

import com.google.common.collect.ImmutableSet;

import java.util.Set;

/// What this package registers with Trino.
public final class SessionFamily
{
    public static final Set<Class<?>> FUNCTIONS = ImmutableSet.of(
            BigintSessions.class,
            DateSessions.class,
            SessionNumberOfBigint.class,
            SessionNumberOfDate.class,
            SessionNumberOfLongTimestamp.class,
            SessionNumberOfLongTimestampWithTimeZone.class,
            SessionNumberOfTimestamp.class,
            SessionNumberOfTimestampWithTimeZone.class,
            TimestampSessions.class,
            TimestampWithTimeZoneSessions.class);

    private SessionFamily()
    {}
}
