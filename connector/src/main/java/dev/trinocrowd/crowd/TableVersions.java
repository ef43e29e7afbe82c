package dev.trinocrowd.crowd;

import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.type.DateType;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import static io.trino.spi.StandardErrorCode.INVALID_ARGUMENTS;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DateTimeEncoding.unpackMillisUtc;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TinyintType.TINYINT;

/// What follows FOR VERSION AS OF and FOR TIMESTAMP AS OF.
final class TableVersions
{
    private static final long PICOSECONDS_PER_MICROSECOND = 1_000_000;
    private static final long MICROSECONDS_PER_SECOND = 1_000_000;
    private static final int NANOSECONDS_PER_MICROSECOND = 1_000;

    private TableVersions()
    {}

    static long number(ConnectorTableVersion version)
    {
        Type type = version.getVersionType();
        if (type.equals(BIGINT) || type.equals(INTEGER) || type.equals(SMALLINT) || type.equals(TINYINT)) {
            return (long) version.getVersion();
        }
        throw new TrinoException(INVALID_ARGUMENTS, "FOR VERSION AS OF takes the number of a version, such as 42; found a value of type " + type.getDisplayName());
    }

    static Instant time(ConnectorSession session, ConnectorTableVersion version)
    {
        Object value = version.getVersion();
        return switch (version.getVersionType()) {
            case TimestampWithTimeZoneType type when type.isShort() -> Instant.ofEpochMilli(unpackMillisUtc((long) value));
            case TimestampWithTimeZoneType _ -> time((LongTimestampWithTimeZone) value);
            case TimestampType type when type.isShort() -> local(session, (long) value);
            case TimestampType _ -> local(session, ((LongTimestamp) value).getEpochMicros());
            case DateType _ -> LocalDate.ofEpochDay((long) value).atStartOfDay(session.getTimeZoneKey().getZoneId()).toInstant();
            default -> throw new TrinoException(INVALID_ARGUMENTS,
                    "FOR TIMESTAMP AS OF takes a timestamp or a date; found a value of type " + version.getVersionType().getDisplayName());
        };
    }

    private static Instant time(LongTimestampWithTimeZone time)
    {
        return Instant.ofEpochMilli(time.getEpochMillis()).plus(time.getPicosOfMilli() / PICOSECONDS_PER_MICROSECOND, ChronoUnit.MICROS);
    }

    /// What a clock shows in the session's zone.
    private static Instant local(ConnectorSession session, long micros)
    {
        LocalDateTime local = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROSECONDS_PER_SECOND),
                (int) Math.floorMod(micros, MICROSECONDS_PER_SECOND) * NANOSECONDS_PER_MICROSECOND,
                ZoneOffset.UTC);
        return local.atZone(session.getTimeZoneKey().getZoneId()).toInstant();
    }
}
