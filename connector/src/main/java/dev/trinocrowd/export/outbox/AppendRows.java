package dev.trinocrowd.export.outbox;

import com.google.common.collect.AbstractIterator;
import dev.trinocrowd.export.delivery.RowAction;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/// Each staged row: by outbox snapshot, then by shard and member. Where members have caps, by shard and member, and those of a member as they were
/// staged.
final class AppendRows
        extends AbstractIterator<LaneRow>
{
    private final Iterator<RowCursor> parts;
    private final RowFilter filter;
    private final MemberCaps caps;
    private RowCursor current;

    /// @param shards of the lane
    AppendRows(RowFiles files, List<StagedRows> staged, List<Integer> shards, RowFilter filter, Optional<MemberCaps> caps)
    {
        requireNonNull(files, "files is null");
        this.filter = requireNonNull(filter, "filter is null");
        this.caps = caps.orElse(MemberCaps.NONE);
        Stream<List<RowFileRecord>> together = caps.isPresent()
                ? Stream.of(staged.stream().flatMap(snapshot -> snapshot.files().stream()).toList())
                : staged.stream().map(StagedRows::files);
        parts = together.flatMap(records -> shards.stream().map(shard -> (RowCursor) new MergedRows(files.cursors(records, shard)))).iterator();
    }

    @Override
    protected LaneRow computeNext()
    {
        while (true) {
            if (current != null && current.advance()) {
                long member = current.member();
                Optional<String> withheld = filter.withhold(member, current.payload()).or(() -> caps.take(member));
                return new LaneRow(member, RowAction.SEND, current.payload(), withheld, Optional.empty());
            }
            if (!parts.hasNext()) {
                return endOfData();
            }
            current = parts.next();
        }
    }
}
