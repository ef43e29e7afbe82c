package dev.trinocrowd.shop.story;

import java.time.LocalDate;

import static java.lang.Math.floorMod;
import static java.lang.Math.min;

/// The calendar of the shop: it opened with the year 2025, its present is the first instant of 2026, and its clock is UTC.
/// Days count from 0, times are microseconds since 1970.
public final class ShopYear
{
    public static final int YEAR = 2025;
    public static final int DAYS = 365;
    public static final int LAST_DAY = DAYS - 1;

    static final long SECOND = 1_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private static final long FIRST_EPOCH_DAY = LocalDate.of(YEAR, 1, 1).toEpochDay();

    /// The shop's "now".
    public static final long AS_OF = (FIRST_EPOCH_DAY + DAYS) * DAY;

    /// No visit starts later than [#LAST_START], so that none reaches into the next day.
    static final int LAST_START = 22 * 3600 + 10 * 60;
    private static final Weights HOURS = Weights.of(18, 9, 5, 3, 3, 5, 12, 25, 40, 55, 65, 62, 72, 66, 58, 56, 55, 57, 62, 80, 100, 108, 60);

    private ShopYear()
    {}

    static int day(LocalDate date)
    {
        return (int) (date.toEpochDay() - FIRST_EPOCH_DAY);
    }

    /// Monday is 0.
    static int weekday(int day)
    {
        return (int) floorMod(FIRST_EPOCH_DAY + day + 3, 7L);
    }

    static long startOf(int day)
    {
        return (FIRST_EPOCH_DAY + day) * DAY;
    }

    static int dayOf(long time)
    {
        return (int) (time / DAY - FIRST_EPOCH_DAY);
    }

    /// A second of the day at which a visit starts, as the hours of the day go.
    static int startSecond(Dice dice)
    {
        return min(HOURS.pick(dice) * 3600 + dice.below(3600), LAST_START - dice.below(600));
    }
}
