package dev.trinocrowd.funnel;

import java.util.Locale;

/// The words of which a caller's mode consists.
enum FunnelMode
{
    DEFAULT,
    OVERLAP,
    STRICT_INCREASE,
    STRICT_DEDUPLICATION,
    STRICT_ORDER,
    STRICT_ORDER_MATCHED,
    UNORDERED,
    EXCLUDE_USER;

    String sqlName()
    {
        return name().toLowerCase(Locale.ENGLISH);
    }

    boolean contradicts(FunnelMode other)
    {
        return ordinal() < other.ordinal() ? excludes(other) : other.excludes(this);
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
