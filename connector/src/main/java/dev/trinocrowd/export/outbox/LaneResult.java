package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.storage.WrittenBucket;

import java.util.List;

/// What a lane came to, once nothing of it is left to be sent.
///
/// @param state what it changes of what is known of each member; all that is known if the state was merged
/// @param held what it changes of the set of members that the destination has
/// @param counts what its members got, if the round keeps caps
public record LaneResult(List<Tally> tallies, List<RowFileRecord> state, List<WrittenBucket> held, List<WrittenBucket> counts)
{
    public LaneResult
    {
        tallies = ImmutableList.copyOf(tallies);
        state = ImmutableList.copyOf(state);
        held = ImmutableList.copyOf(held);
        counts = counts == null ? ImmutableList.of() : ImmutableList.copyOf(counts);
    }
}
