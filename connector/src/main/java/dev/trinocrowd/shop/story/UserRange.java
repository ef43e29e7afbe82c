package dev.trinocrowd.shop.story;

import java.util.Optional;

import static com.google.common.base.Preconditions.checkArgument;
import static java.lang.Math.max;
import static java.lang.Math.min;

/// The user ids first to last.
public record UserRange(long first, long last)
{
    public UserRange
    {
        checkArgument(first <= last, "a range of users must not be empty, found %s to %s", first, last);
    }

    public long size()
    {
        return last - first + 1;
    }

    public Optional<UserRange> intersect(UserRange other)
    {
        long from = max(first, other.first);
        long to = min(last, other.last);
        return from <= to ? Optional.of(new UserRange(from, to)) : Optional.empty();
    }
}
