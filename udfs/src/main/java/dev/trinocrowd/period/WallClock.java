package dev.trinocrowd.period;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import static java.lang.Math.floorDiv;
import static java.util.Objects.requireNonNull;

/// What the clock on the wall shows in a zone.
///
/// The changes of the clock in the years that data is about stand in a table, because the library's rules make objects
/// for every question.
public final class WallClock
{
    /// As many as there are zones with rules; zones that are a mere offset are not kept.
    private static final ConcurrentMap<ZoneId, WallClock> CLOCKS = new ConcurrentHashMap<>();

    private static final long MICROSECONDS_PER_SECOND = 1_000_000;
    private static final Instant TABLE_START = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant TABLE_END = Instant.parse("2100-01-01T00:00:00Z");

    // After the table's bounds, which it is made with.
    public static final WallClock UTC = new WallClock(ZoneOffset.UTC);

    private final ZoneRules rules;
    private final boolean isFixed;
    private final long fixedOffset;
    /// Seconds since 1970 at which an offset begins to hold, ascending, and the offsets in microseconds.
    private final long[] changes;
    private final long[] offsets;

    private WallClock(ZoneId zone)
    {
        rules = requireNonNull(zone, "zone is null").getRules();
        isFixed = rules.isFixedOffset();
        fixedOffset = isFixed ? microseconds(rules.getOffset(Instant.EPOCH)) : 0;
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        ZoneOffsetTransition next = isFixed ? null : rules.nextTransition(TABLE_START);
        while (next != null && next.getInstant().isBefore(TABLE_END)) {
            transitions.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        changes = new long[transitions.size() + 1];
        offsets = new long[transitions.size() + 1];
        changes[0] = TABLE_START.getEpochSecond();
        offsets[0] = microseconds(rules.getOffset(TABLE_START));
        for (int i = 0; i < transitions.size(); i++) {
            changes[i + 1] = transitions.get(i).toEpochSecond();
            offsets[i + 1] = microseconds(transitions.get(i).getOffsetAfter());
        }
    }

    public static WallClock of(ZoneId zone)
    {
        if (zone instanceof ZoneOffset) {
            return zone.equals(ZoneOffset.UTC) ? UTC : new WallClock(zone);
        }
        return CLOCKS.computeIfAbsent(zone, WallClock::new);
    }

    /// @param time microseconds since 1970
    /// @return the same moment as microseconds since 1970-01-01 00:00 of the wall clock
    public long wallTime(long time)
    {
        long offset = isFixed ? fixedOffset : offset(floorDiv(time, MICROSECONDS_PER_SECOND));
        long wallTime = time + offset;
        if (((time ^ wallTime) & (offset ^ wallTime)) < 0) {
            throw new IllegalArgumentException("A time must fit microseconds since 1970 in 64 bits in its zone too, found %s".formatted(time));
        }
        return wallTime;
    }

    private long offset(long second)
    {
        if (second < changes[0] || second >= TABLE_END.getEpochSecond()) {
            return microseconds(rules.getOffset(Instant.ofEpochSecond(second)));
        }
        int index = Arrays.binarySearch(changes, second);
        return offsets[index >= 0 ? index : -index - 2];
    }

    private static long microseconds(ZoneOffset offset)
    {
        return offset.getTotalSeconds() * MICROSECONDS_PER_SECOND;
    }
}
