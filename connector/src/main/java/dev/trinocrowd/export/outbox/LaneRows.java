package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.Buckets;
import dev.trinocrowd.algebra.RoomListener;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.catalog.ExportMode;
import dev.trinocrowd.catalog.Snapshot;
import dev.trinocrowd.storage.CorruptFileException;
import io.airlift.slice.Slice;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// What the lanes of an export table's rounds consist of.
final class LaneRows
{
    private final ExportEntry entry;
    private final Supplier<RowFiles> rowFiles;
    private final Function<PinnedCrowd, Snapshot> snapshots;
    private final CountTables counts;

    LaneRows(ExportEntry entry, Supplier<RowFiles> rowFiles, Function<PinnedCrowd, Snapshot> snapshots, CountTables counts)
    {
        this.entry = requireNonNull(entry, "entry is null");
        this.rowFiles = requireNonNull(rowFiles, "rowFiles is null");
        this.snapshots = requireNonNull(snapshots, "snapshots is null");
        this.counts = requireNonNull(counts, "counts is null");
    }

    /// @param arm of a payload
    /// @param room hears of crowds and of counts that are kept as long as the rows are read
    Iterator<LaneRow> of(Preview preview, int lane, Function<Slice, Optional<Long>> arm, RoomListener room)
    {
        Round round = preview.round();
        Map<String, CrowdMembers> suppressions = new LinkedHashMap<>();
        round.suppressions().forEach(crowd -> suppressions.put(crowd.name(), crowd(crowd, room)));
        RowFilter filter = new WithheldMembers(entry.control(), arm, suppressions);
        if (round.source().isPresent()) {
            CrowdMembers source = crowd(round.source().orElseThrow(), room);
            CrowdMembers held = round.held().map(crowd -> crowd(crowd, room)).orElseGet(() -> CrowdMembers.empty(source.bucketCount()));
            LongPredicate isOfLane = member -> source.bucketCount() != held.bucketCount() || Buckets.bucket(member, source.bucketCount()) % round.lanes() == lane;
            MemberCaps caps = caps(preview, isOfLane, room).orElse(MemberCaps.NONE);
            return new SourceRows(source, held, suppressions.values().stream().toList(), lane, round.lanes(), filter, caps, room);
        }
        List<Integer> shards = shards(round, lane);
        Optional<MemberCaps> caps = caps(preview, member -> Shards.shard(member, entry.shards()) % round.lanes() == lane, room);
        return entry.mode() == ExportMode.APPEND
                ? new AppendRows(rowFiles.get(), round.staged(), shards, filter, caps)
                : new LatestRows(rowFiles.get(), round.staged(), round.layers(), shards, entry.mode() == ExportMode.MIRROR, filter, caps.orElse(MemberCaps.NONE));
    }

    List<Integer> shards(Round round, int lane)
    {
        return IntStream.range(0, entry.shards()).filter(shard -> shard % round.lanes() == lane).boxed().collect(toImmutableList());
    }

    private Optional<MemberCaps> caps(Preview preview, LongPredicate isOfLane, RoomListener room)
    {
        return preview.round().caps().map(caps -> new MemberCaps(
                caps.caps(),
                caps.day(),
                caps.layers().stream().map(counts::read).collect(toImmutableList()),
                preview.others(),
                isOfLane,
                room));
    }

    CrowdMembers crowd(PinnedCrowd pinned, RoomListener room)
    {
        try {
            return new CrowdMembers(pinned, snapshots.apply(pinned), room);
        }
        catch (CorruptFileException e) {
            throw new CrowdGoneException(pinned, e);
        }
    }

    /// What is known of the members of a lane after a round, merged into one layer.
    List<RowFileRecord> mergeState(Round round, int lane, List<RowFileRecord> changes, RowFileWriter writer)
    {
        RowFiles opened = rowFiles.get();
        List<StateLayer> layers = ImmutableList.<StateLayer>builder().add(new StateLayer(round.number(), changes)).addAll(round.layers()).build();
        for (int shard : shards(round, lane)) {
            new StateRows(opened, layers, shard).forEachRemaining(known -> writer.add(known.member(), known.state()));
        }
        return writer.finish();
    }
}
