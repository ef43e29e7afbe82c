package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// What a new round is to work with, beside the rows that are staged.
///
/// @param caps of the destination, if it has any
public record RoundInputs(int lanes, Optional<PinnedCrowd> source, List<PinnedCrowd> suppressions, Optional<DeclaredCaps> caps)
{
    public RoundInputs
    {
        requireNonNull(source, "source is null");
        suppressions = ImmutableList.copyOf(suppressions);
        requireNonNull(caps, "caps is null");
    }
}
