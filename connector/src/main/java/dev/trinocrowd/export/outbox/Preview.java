package dev.trinocrowd.export.outbox;

import dev.trinocrowd.export.caps.MemberCounts;

import static java.util.Objects.requireNonNull;

/// A round as it would begin now.
///
/// @param others what counts against its caps as of today, beside what it has pinned
public record Preview(Round round, MemberCounts others)
{
    public Preview
    {
        requireNonNull(round, "round is null");
        requireNonNull(others, "others is null");
    }

    /// Of a round that has begun: what counts against its caps is pinned.
    static Preview of(Round round)
    {
        return new Preview(round, MemberCounts.EMPTY);
    }
}
