package dev.trinocrowd.export.delivery;

import java.util.Locale;

/// What became of a staged row. All but [#PENDING] are ends.
public enum RowOutcome
{
    /// The destination took it.
    ACCEPTED,
    /// The destination, or the form that it wants, said no.
    REJECTED,
    /// Kept back by us.
    SUPPRESSED,
    /// A time-out or a crash left open whether it was taken.
    UNKNOWN,
    PENDING,
    ;

    @Override
    public String toString()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
