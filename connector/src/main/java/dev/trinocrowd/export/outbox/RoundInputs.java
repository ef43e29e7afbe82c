package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// What a new round is to work with, beside the rows that are staged.
public record RoundInputs(int lanes, Optional<PinnedCrowd> source, List<PinnedCrowd> suppressions)
{
    public RoundInputs
    {
        requireNonNull(source, "source is null");
        suppressions = ImmutableList.copyOf(suppressions);
    }
}
