package dev.trinocrowd.period;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;

import static java.lang.Math.floorDiv;
import static java.util.Locale.ENGLISH;
import static java.util.stream.Collectors.joining;

/// The periods of a calendar, numbered from the one that holds 1970-01-01.
///
/// A time is microseconds since 1970 by the clock on the wall: what a zone does to it is over.
public enum PeriodUnit
{
    HOUR(60L * 60 * 1_000_000)
    {
        @Override
        long number(long wallTime)
        {
            return floorDiv(wallTime, MICROSECONDS_PER_HOUR);
        }

        @Override
        long startOf(long number)
        {
            return Math.multiplyExact(number, MICROSECONDS_PER_HOUR);
        }
    },
    DAY(24L * 60 * 60 * 1_000_000)
    {
        @Override
        long number(long wallTime)
        {
            return day(wallTime);
        }

        @Override
        long startOf(long number)
        {
            return startOfDay(number);
        }
    },
    WEEK(7L * 24 * 60 * 60 * 1_000_000)
    {
        @Override
        long number(long wallTime)
        {
            return floorDiv(day(wallTime) + THURSDAY, DAYS_PER_WEEK);
        }

        @Override
        long startOf(long number)
        {
            return startOfDay(Math.subtractExact(Math.multiplyExact(number, DAYS_PER_WEEK), THURSDAY));
        }
    },
    MONTH(30L * 24 * 60 * 60 * 1_000_000)
    {
        @Override
        long number(long wallTime)
        {
            return month(wallTime);
        }

        @Override
        long startOf(long number)
        {
            return startOfMonth(number);
        }
    },
    QUARTER(0)
    {
        @Override
        long number(long wallTime)
        {
            return floorDiv(month(wallTime), MONTHS_PER_QUARTER);
        }

        @Override
        long startOf(long number)
        {
            return startOfMonth(Math.multiplyExact(number, MONTHS_PER_QUARTER));
        }
    },
    YEAR(0)
    {
        @Override
        long number(long wallTime)
        {
            return floorDiv(month(wallTime), MONTHS_PER_YEAR);
        }

        @Override
        long startOf(long number)
        {
            return startOfMonth(Math.multiplyExact(number, MONTHS_PER_YEAR));
        }
    };

    private static final long MICROSECONDS_PER_HOUR = 60L * 60 * 1_000_000;
    private static final long MICROSECONDS_PER_DAY = 24 * MICROSECONDS_PER_HOUR;
    private static final long DAYS_PER_WEEK = 7;
    /// 1970-01-01 was a Thursday, three days after the Monday of its week.
    private static final long THURSDAY = 3;
    private static final long MONTHS_PER_QUARTER = 3;
    private static final long MONTHS_PER_YEAR = 12;
    private static final LocalDate EPOCH = LocalDate.EPOCH;

    private final long rollingLength;

    PeriodUnit(long rollingLength)
    {
        this.rollingLength = rollingLength;
    }

    /// The number of the period that holds the time.
    abstract long number(long wallTime);

    abstract long startOf(long number);

    /// The first time of a period.
    public long start(long number)
    {
        try {
            return startOf(number);
        }
        catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("A %s must begin at a time that fits microseconds since 1970 in 64 bits, found number %s".formatted(sqlName(), number), e);
        }
    }

    /// How long a period is that begins at an anchor rather than with the calendar, in microseconds.
    ///
    /// @param function which asks, as an error names it
    public long rollingLength(String function)
    {
        if (rollingLength == 0) {
            throw new IllegalArgumentException("%s unit with an anchor must be one of hour, day, week, month, found '%s'".formatted(function, sqlName()));
        }
        return rollingLength;
    }

    public String sqlName()
    {
        return name().toLowerCase(ENGLISH);
    }

    /// @param function which asks, as an error names it
    public static PeriodUnit of(String name, String function)
    {
        for (PeriodUnit unit : values()) {
            if (unit.sqlName().equals(name)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("%s unit must be one of %s, found '%s'".formatted(function, names(), name));
    }

    static String names()
    {
        return Arrays.stream(values()).map(PeriodUnit::sqlName).collect(joining(", "));
    }

    private static long day(long wallTime)
    {
        return floorDiv(wallTime, MICROSECONDS_PER_DAY);
    }

    private static long startOfDay(long day)
    {
        return Math.multiplyExact(day, MICROSECONDS_PER_DAY);
    }

    private static long month(long wallTime)
    {
        LocalDate date = LocalDate.ofEpochDay(day(wallTime));
        return (date.getYear() - EPOCH.getYear()) * MONTHS_PER_YEAR + date.getMonthValue() - 1;
    }

    private static long startOfMonth(long month)
    {
        return startOfDay(EPOCH.plusMonths(month).toEpochDay());
    }
}
