package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.Buckets;
import dev.trinocrowd.algebra.RoomListener;
import dev.trinocrowd.export.caps.Cap;
import dev.trinocrowd.export.caps.CapWindow;
import dev.trinocrowd.export.caps.MemberCounts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// Decides which rows of a lane are too many for their members. Not for several threads.
///
/// What counts against the caps is read bucket by bucket, when a member of the bucket comes. It stays in memory: about 12 bytes for each cap and
/// member of the lane who got something within the cap's period; where members are neighbours a few bits, but of those of all lanes.
final class MemberCaps
{
    /// Lets all rows leave.
    static final MemberCaps NONE = new MemberCaps(ImmutableList.of(), 0, ImmutableList.of(), MemberCounts.EMPTY, _ -> false, RoomListener.NONE);

    private final List<Cap> caps;
    private final long day;
    private final List<CountTables.Reader> layers;
    private final MemberCounts others;
    private final LongPredicate isOfLane;
    private final RoomListener room;
    private final List<List<MemberCounts>> buckets = new ArrayList<>(Collections.nCopies(CountTables.BUCKETS, null));
    private long member = -1;
    private int leaving;

    /// @param day when the round began
    /// @param others what counts beside the layers, on that day
    /// @param room hears of what is kept
    MemberCaps(List<Cap> caps, long day, List<CountTables.Reader> layers, MemberCounts others, LongPredicate isOfLane, RoomListener room)
    {
        this.caps = ImmutableList.copyOf(caps);
        this.day = day;
        this.layers = ImmutableList.copyOf(layers);
        this.others = requireNonNull(others, "others is null");
        this.isOfLane = requireNonNull(isOfLane, "isOfLane is null");
        this.room = requireNonNull(room, "room is null");
    }

    /// Asked for each row that is to leave otherwise. Rows of the same member must come one after another.
    ///
    /// @return why the row must stay; empty if it leaves, which counts
    Optional<String> take(long next)
    {
        if (caps.isEmpty()) {
            return Optional.empty();
        }
        if (next != member) {
            member = next;
            leaving = 0;
        }
        List<MemberCounts> counts = bucket(Buckets.bucket(next, CountTables.BUCKETS));
        for (int i = 0; i < counts.size(); i++) {
            if ((long) counts.get(i).count(next) + leaving >= caps.get(i).most()) {
                return Optional.of(caps.get(i).reason());
            }
        }
        leaving++;
        return Optional.empty();
    }

    private List<MemberCounts> bucket(int number)
    {
        List<MemberCounts> known = buckets.get(number);
        if (known == null) {
            known = read(number);
            room.taken(known.stream().mapToLong(MemberCounts::retainedBytes).sum());
            buckets.set(number, known);
        }
        return known;
    }

    private List<MemberCounts> read(int bucket)
    {
        CapWindow window = new CapWindow(caps);
        for (CountTables.Reader layer : layers) {
            for (long counted : layer.days(bucket)) {
                if (window.covers(day - counted)) {
                    window.add(day - counted, layer.counts(bucket, counted));
                }
            }
        }
        window.add(0, others.only(candidate -> Buckets.bucket(candidate, CountTables.BUCKETS) == bucket));
        return window.finish().stream().map(counts -> counts.atLeast(isOfLane)).collect(toImmutableList());
    }
}
