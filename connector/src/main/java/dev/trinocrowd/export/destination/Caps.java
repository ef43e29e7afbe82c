package dev.trinocrowd.export.destination;

import java.util.OptionalInt;

import static java.util.Objects.requireNonNull;

/// How often a member may get something through a destination, all of its exports together.
public record Caps(OptionalInt day, OptionalInt week, OptionalInt month)
{
    public static final Caps NONE = new Caps(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    public Caps
    {
        requireNonNull(day, "day is null");
        requireNonNull(week, "week is null");
        requireNonNull(month, "month is null");
    }

    public boolean isNone()
    {
        return equals(NONE);
    }
}
