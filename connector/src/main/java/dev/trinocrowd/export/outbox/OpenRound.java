package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.ExportEntry;

import java.util.List;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/// A round that may be sending to a destination with caps.
///
/// @param id of its [RoundCaps]
/// @param pinned the tables of counts that it goes by
record OpenRound(UUID id, ExportEntry export, List<UUID> pinned)
{
    OpenRound
    {
        requireNonNull(id, "id is null");
        requireNonNull(export, "export is null");
        pinned = ImmutableList.copyOf(pinned);
    }
}
