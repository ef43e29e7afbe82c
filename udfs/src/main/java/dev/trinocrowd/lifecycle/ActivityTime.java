package dev.trinocrowd.lifecycle;

import java.time.Instant;
import java.time.LocalDate;

import static java.time.temporal.ChronoUnit.MICROS;

/// What one of the numbers that stand for times means.
public enum ActivityTime
{
    MICROSECONDS(86_400_000_000L) {
        @Override
        String text(long time)
        {
            return Instant.EPOCH.plus(time, MICROS).toString();
        }
    },
    DAYS(1) {
        @Override
        String text(long time)
        {
            return LocalDate.ofEpochDay(time).toString();
        }
    },
    /// In the unit that the thresholds have too.
    NUMBERS(1) {
        @Override
        String text(long time)
        {
            return Long.toString(time);
        }
    };

    private final long unitsPerDay;

    ActivityTime(long unitsPerDay)
    {
        this.unitsPerDay = unitsPerDay;
    }

    abstract String text(long time);

    long ofDays(String option, long days)
    {
        long most = Long.MAX_VALUE / unitsPerDay;
        if (days > most) {
            throw new IllegalArgumentException("Option '%s' must be at most %d days, found %d".formatted(option, most, days));
        }
        return days * unitsPerDay;
    }
}
