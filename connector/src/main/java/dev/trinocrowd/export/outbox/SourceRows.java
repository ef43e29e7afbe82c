package dev.trinocrowd.export.outbox;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.IdSet;
import dev.trinocrowd.algebra.IdSets;
import dev.trinocrowd.algebra.RoomListener;
import dev.trinocrowd.algebra.RoomScope;
import dev.trinocrowd.export.delivery.RowAction;
import io.airlift.slice.Slices;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;

import static java.util.Collections.emptyIterator;
import static java.util.Objects.requireNonNull;

/// Whom of a crowd the destination does not have, and whom it has and is not to have: bucket by bucket, so that the first row does not wait for
/// the last.
final class SourceRows
        extends AbstractIterator<LaneRow>
{
    private final CrowdMembers source;
    private final CrowdMembers held;
    private final List<CrowdMembers> suppressions;
    private final Iterator<Integer> buckets;
    private final RowFilter filter;
    private final MemberCaps caps;
    private final RoomScope room;
    private PrimitiveIterator.OfLong entering = IdSet.EMPTY.iterator();
    private PrimitiveIterator.OfLong leaving = IdSet.EMPTY.iterator();

    /// @param suppressions of whom the destination is not to have even those that it has
    /// @param lane of so many lanes
    /// @param room hears of the members of the bucket that is read
    SourceRows(
            CrowdMembers source,
            CrowdMembers held,
            List<CrowdMembers> suppressions,
            int lane,
            int lanes,
            RowFilter filter,
            MemberCaps caps,
            RoomListener room)
    {
        this.source = requireNonNull(source, "source is null");
        this.held = requireNonNull(held, "held is null");
        this.suppressions = ImmutableList.copyOf(suppressions);
        this.filter = requireNonNull(filter, "filter is null");
        this.caps = requireNonNull(caps, "caps is null");
        this.room = new RoomScope(room);
        buckets = buckets(lane, lanes);
    }

    /// Where the crowd was made anew with another number of buckets, they cannot be compared one by one.
    private Iterator<Integer> buckets(int lane, int lanes)
    {
        if (source.bucketCount() != held.bucketCount()) {
            return lane == 0 ? List.of(-1).iterator() : emptyIterator();
        }
        List<Integer> ofLane = new ArrayList<>();
        for (int bucket = lane; bucket < source.bucketCount(); bucket += lanes) {
            ofLane.add(bucket);
        }
        return ofLane.iterator();
    }

    @Override
    protected LaneRow computeNext()
    {
        while (true) {
            if (entering.hasNext()) {
                long member = entering.nextLong();
                Optional<String> withheld = filter.withhold(member, Slices.EMPTY_SLICE).or(() -> caps.take(member));
                return new LaneRow(member, RowAction.SEND, Slices.EMPTY_SLICE, withheld, Optional.empty());
            }
            if (leaving.hasNext()) {
                return new LaneRow(leaving.nextLong(), RowAction.DELETE, Slices.EMPTY_SLICE, Optional.empty(), Optional.empty());
            }
            if (!buckets.hasNext()) {
                room.close();
                return endOfData();
            }
            open(buckets.next());
        }
    }

    private void open(int bucket)
    {
        IdSet wanted = bucket < 0 ? source.all() : source.bucket(bucket);
        IdSet has = bucket < 0 ? held.all() : held.bucket(bucket);
        room.set(wanted.retainedBytes() + has.retainedBytes());
        IdSet coming = IdSets.andNot(wanted, has);
        entering = coming.iterator();
        List<IdSet> unwanted = new ArrayList<>();
        unwanted.add(IdSets.andNot(has, wanted));
        for (CrowdMembers suppression : suppressions) {
            if (bucket >= 0 && suppression.bucketCount() == held.bucketCount()) {
                unwanted.add(IdSets.and(has, suppression.bucket(bucket)));
            }
            else {
                for (int other = 0; other < suppression.bucketCount(); other++) {
                    unwanted.add(IdSets.and(has, suppression.bucket(other)));
                }
            }
        }
        IdSet going = IdSets.orAll(unwanted);
        leaving = going.iterator();
        room.set(coming.retainedBytes() + going.retainedBytes());
    }
}
