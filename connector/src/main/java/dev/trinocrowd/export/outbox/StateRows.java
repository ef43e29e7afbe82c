package dev.trinocrowd.export.outbox;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.ImmutableList;
import io.airlift.slice.Slice;

import java.util.List;

/// The last that is known of each member of a shard, by member.
final class StateRows
        extends AbstractIterator<StateRows.Known>
{
    private final MergedRows rows;
    private boolean isAhead;

    record Known(long member, Slice state)
    {}

    /// @param layers the newest first
    StateRows(RowFiles files, List<StateLayer> layers, int shard)
    {
        // The newest is to come last among the rows of a member.
        ImmutableList.Builder<RowCursor> cursors = ImmutableList.builder();
        layers.reversed().forEach(layer -> cursors.addAll(files.cursors(layer.files(), shard)));
        rows = new MergedRows(cursors.build());
        isAhead = rows.advance();
    }

    @Override
    protected Known computeNext()
    {
        if (!isAhead) {
            return endOfData();
        }
        long member = rows.member();
        Slice state;
        do {
            state = rows.payload();
            isAhead = rows.advance();
        }
        while (isAhead && rows.member() == member);
        return new Known(member, state);
    }
}
