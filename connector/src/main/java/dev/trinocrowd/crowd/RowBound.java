package dev.trinocrowd.crowd;

import dev.trinocrowd.algebra.IdOrder;

import java.util.Optional;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// How many rows are enough.
///
/// @param order which ids come first; if empty, any rows will do, and each split may give as many
public record RowBound(long count, Optional<IdOrder> order)
{
    public RowBound
    {
        checkArgument(count >= 0, "count must not be negative, found %s", count);
        requireNonNull(order, "order is null");
    }

    public static RowBound any(long count)
    {
        return new RowBound(count, Optional.empty());
    }

    public static RowBound first(long count, IdOrder order)
    {
        return new RowBound(count, Optional.of(order));
    }

    @Override
    public String toString()
    {
        return order.map(ids -> "%s %s".formatted(ids == IdOrder.ASCENDING ? "first" : "last", count)).orElseGet(() -> "any " + count);
    }
}
