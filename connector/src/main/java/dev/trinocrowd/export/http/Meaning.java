package dev.trinocrowd.export.http;

import java.util.Locale;

/// What an answer means for the batch.
public enum Meaning
{
    /// It was taken, but for the rows that the answer names.
    ACCEPT,
    /// It was not taken, and none of its rows would be.
    REJECT,
    /// It was not taken, since some row is bad: its halves are tried.
    SPLIT,
    /// It was not taken, but may be later.
    DEFER,
    /// It may have been taken.
    UNKNOWN,
    /// It was not taken, nor would be any other until somebody mends what is wrong.
    STOP,
    ;

    @Override
    public String toString()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
