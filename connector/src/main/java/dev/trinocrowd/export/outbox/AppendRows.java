package dev.trinocrowd.export.outbox;

import com.google.common.collect.AbstractIterator;
import dev.trinocrowd.export.delivery.RowAction;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// Each staged row: by outbox snapshot, then by shard and member.
final class AppendRows
        extends AbstractIterator<LaneRow>
{
    private final Iterator<RowCursor> parts;
    private final RowFilter filter;
    private RowCursor current;

    /// @param shards of the lane
    AppendRows(RowFiles files, List<StagedRows> staged, List<Integer> shards, RowFilter filter)
    {
        requireNonNull(files, "files is null");
        this.filter = requireNonNull(filter, "filter is null");
        parts = staged.stream().flatMap(snapshot -> shards.stream().map(shard -> (RowCursor) new MergedRows(files.cursors(snapshot.files(), shard)))).iterator();
    }

    @Override
    protected LaneRow computeNext()
    {
        while (true) {
            if (current != null && current.advance()) {
                return new LaneRow(current.member(), RowAction.SEND, current.payload(), filter.withhold(current.member(), current.payload()), Optional.empty());
            }
            if (!parts.hasNext()) {
                return endOfData();
            }
            current = parts.next();
        }
    }
}
