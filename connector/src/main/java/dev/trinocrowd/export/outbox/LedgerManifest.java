package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/// One version of the ledger of a destination, whole.
///
/// @param writer of this attempt to commit
/// @param open rounds that have begun, or were about to
/// @param layers what members got in rounds that have ended, the newest first
/// @param retired tables of counts that nothing leads to any more
record LedgerManifest(int format, long version, UUID writer, List<OpenRound> open, List<CountLayer> layers, List<RetiredTable> retired)
{
    static final int FORMAT = 1;
    static final LedgerManifest EMPTY = new LedgerManifest(FORMAT, 0, new UUID(0, 0), ImmutableList.of(), ImmutableList.of(), ImmutableList.of());

    /// @param since in microseconds
    record RetiredTable(UUID id, long since)
    {}

    LedgerManifest
    {
        requireNonNull(writer, "writer is null");
        open = open == null ? ImmutableList.of() : ImmutableList.copyOf(open);
        layers = layers == null ? ImmutableList.of() : ImmutableList.copyOf(layers);
        retired = retired == null ? ImmutableList.of() : ImmutableList.copyOf(retired);
    }

    boolean isOpen(UUID round)
    {
        return open.stream().anyMatch(candidate -> candidate.id().equals(round));
    }

    LedgerManifest with(List<OpenRound> newOpen, List<CountLayer> newLayers)
    {
        return new LedgerManifest(format, version, writer, newOpen, newLayers, retired);
    }

    /// @param time in microseconds
    /// @param keptSince tables that were retired before are gone
    LedgerManifest committed(LedgerManifest before, long newVersion, long time, long keptSince)
    {
        ImmutableList.Builder<RetiredTable> newRetired = ImmutableList.builder();
        retired.stream().filter(table -> table.since() >= keptSince).forEach(newRetired::add);
        Sets.difference(before.tables(), tables()).forEach(table -> newRetired.add(new RetiredTable(table, time)));
        return new LedgerManifest(format, newVersion, UUID.randomUUID(), open, layers, newRetired.build());
    }

    /// The folders that something leads to, or has led to lately.
    Set<UUID> known()
    {
        Set<UUID> known = tables();
        retired.forEach(table -> known.add(table.id()));
        return known;
    }

    /// The folders that something leads to.
    private Set<UUID> tables()
    {
        Set<UUID> tables = new HashSet<>();
        layers.forEach(layer -> tables.add(layer.table().id()));
        open.forEach(round -> {
            tables.add(round.id());
            tables.addAll(round.pinned());
        });
        return tables;
    }
}
