package dev.trinocrowd.shop;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.shop.story.UserRange;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.ValueSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ranges of users out of Trino's predicates.
final class UserRanges
{
    /// Longer lists of users are left to Trino.
    static final int MOST_RANGES = 1_000;

    private UserRanges()
    {}

    /// @param values of the type bigint
    static List<UserRange> of(ValueSet values)
    {
        List<UserRange> merged = new ArrayList<>();
        for (Range range : values.getRanges().getOrderedRanges()) {
            range(range).ifPresent(users -> {
                // An IN list of neighbours is one range.
                if (!merged.isEmpty() && merged.getLast().last() + 1 == users.first()) {
                    merged.set(merged.size() - 1, new UserRange(merged.getLast().first(), users.last()));
                }
                else {
                    merged.add(users);
                }
            });
        }
        return ImmutableList.copyOf(merged);
    }

    private static Optional<UserRange> range(Range range)
    {
        long first = range.getLowValue().map(low -> (long) low + (range.isLowInclusive() ? 0 : 1)).orElse(Long.MIN_VALUE);
        long last = range.getHighValue().map(high -> (long) high - (range.isHighInclusive() ? 0 : 1)).orElse(Long.MAX_VALUE);
        return first <= last ? Optional.of(new UserRange(first, last)) : Optional.empty();
    }
}
