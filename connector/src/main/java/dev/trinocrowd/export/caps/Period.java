package dev.trinocrowd.export.caps;

import java.util.Locale;

/// Days in a row, the last of which is the day that is asked about.
public enum Period
{
    DAY(1),
    WEEK(7),
    MONTH(30);

    private final int days;

    Period(int days)
    {
        this.days = days;
    }

    public int days()
    {
        return days;
    }

    /// The longest.
    public static int mostDays()
    {
        return MONTH.days;
    }

    @Override
    public String toString()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
