package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.Buckets;
import dev.trinocrowd.export.caps.Cap;
import dev.trinocrowd.export.caps.CapWindow;
import dev.trinocrowd.export.caps.CountLookup;
import dev.trinocrowd.export.caps.MemberCounts;

import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// Decides which rows of a lane are too many for their members. Not for several threads.
///
/// What counts against the caps is read bucket by bucket, when a member of the bucket comes. It stays in memory: at most 12 bytes for each cap
/// and member of the lane who got something within the cap's period, and much less where members are neighbours.
final class MemberCaps
{
    /// Lets all rows leave.
    static final MemberCaps NONE = new MemberCaps(ImmutableList.of(), 0, ImmutableList.of(), MemberCounts.EMPTY, _ -> false);

    private final List<Cap> caps;
    private final long day;
    private final List<CountTables.Reader> layers;
    private final MemberCounts others;
    private final LongPredicate isOfLane;
    private final CountLookup[][] buckets = new CountLookup[CountTables.BUCKETS][];
    private long member = -1;
    private int leaving;

    /// @param day when the round began
    /// @param others what counts beside the layers, on that day
    MemberCaps(List<Cap> caps, long day, List<CountTables.Reader> layers, MemberCounts others, LongPredicate isOfLane)
    {
        this.caps = ImmutableList.copyOf(caps);
        this.day = day;
        this.layers = ImmutableList.copyOf(layers);
        this.others = requireNonNull(others, "others is null");
        this.isOfLane = requireNonNull(isOfLane, "isOfLane is null");
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
        CountLookup[] counts = bucket(Buckets.bucket(next, CountTables.BUCKETS));
        for (int i = 0; i < counts.length; i++) {
            if ((long) counts[i].count(next) + leaving >= caps.get(i).most()) {
                return Optional.of(caps.get(i).reason());
            }
        }
        leaving++;
        return Optional.empty();
    }

    private CountLookup[] bucket(int number)
    {
        if (buckets[number] == null) {
            CapWindow window = new CapWindow(caps);
            for (CountTables.Reader layer : layers) {
                for (long counted : layer.days(number)) {
                    if (window.covers(day - counted)) {
                        window.add(day - counted, layer.counts(number, counted, isOfLane));
                    }
                }
            }
            window.add(0, others.only(candidate -> Buckets.bucket(candidate, CountTables.BUCKETS) == number && isOfLane.test(candidate)));
            buckets[number] = window.finish().stream().map(MemberCounts::compact).collect(toImmutableList()).toArray(CountLookup[]::new);
        }
        return buckets[number];
    }
}
