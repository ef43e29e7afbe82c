package dev.trinocrowd.funnel;

import java.util.Locale;

/// The words of which a caller's mode consists.
enum FunnelMode
{
    DEFAULT(1 << 0),
    OVERLAP(1 << 1),
    STRICT_INCREASE(1 << 2),
    STRICT_DEDUPLICATION(1 << 3),
    STRICT_ORDER(1 << 4),
    STRICT_ORDER_MATCHED(1 << 5),
    UNORDERED(1 << 6),
    EXCLUDE_USER(1 << 7);

    private final int bit;

    FunnelMode(int bit)
    {
        this.bit = bit;
    }

    /// A bit of its own, to combine modes in one number.
    int bit()
    {
        return bit;
    }

    String sqlName()
    {
        return name().toLowerCase(Locale.ENGLISH);
    }

    boolean contradicts(FunnelMode other)
    {
        return compareTo(other) < 0 ? excludes(other) : other.excludes(this);
    }

    /// @param later a mode that is declared after this one
    private boolean excludes(FunnelMode later)
    {
        return switch (this) {
            case DEFAULT -> later != DEFAULT;
            case STRICT_ORDER -> later == STRICT_ORDER_MATCHED || later == UNORDERED;
            case STRICT_INCREASE, STRICT_DEDUPLICATION, STRICT_ORDER_MATCHED -> later == UNORDERED;
            case OVERLAP, UNORDERED, EXCLUDE_USER -> false;
        };
    }
}
