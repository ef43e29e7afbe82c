package dev.trinocrowd.export.outbox;

import dev.trinocrowd.export.delivery.RowAction;
import io.airlift.slice.Slice;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// A row of a lane.
///
/// @param withheld why it is not sent; empty if it is
/// @param previous what was known of its member before the round; empty also where that does not matter
public record LaneRow(long member, RowAction action, Slice payload, Optional<String> withheld, Optional<MemberState> previous)
{
    /// A later row of the member, or of a mirror later rows, took its place.
    public static final String SUPERSEDED = "superseded";
    /// The destination has it.
    public static final String UNCHANGED = "unchanged";

    public LaneRow
    {
        requireNonNull(action, "action is null");
        requireNonNull(payload, "payload is null");
        requireNonNull(withheld, "withheld is null");
        requireNonNull(previous, "previous is null");
    }

    /// Whether it says something of its member: other rows of the member do so in its place.
    boolean isTelling()
    {
        return withheld.isEmpty() || !(withheld.orElseThrow().equals(SUPERSEDED) || withheld.orElseThrow().equals(UNCHANGED));
    }
}
