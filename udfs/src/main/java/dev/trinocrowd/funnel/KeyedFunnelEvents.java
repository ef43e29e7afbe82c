package dev.trinocrowd.funnel;

import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.event.TimeScale;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static io.airlift.slice.SizeOf.sizeOfLongArray;
import static java.lang.Math.clamp;
import static java.lang.Math.max;

/// Funnels of many users, each of which is one funnel for each key that its events bear.
///
/// The events of a user and a key are a group of their own in the store. The groups of a user form a chain.
final class KeyedFunnelEvents
{
    /// Exclusions without a key, which are meant for all keys.
    static final int NO_KEY = -1;

    private static final int INSTANCE_SIZE = instanceSize(KeyedFunnelEvents.class);
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final FunnelEvents events;
    private final PairNumbers groupsOfKeys;
    /// By user: the last of his groups plus one; 0 for a user without an event.
    private int[] lastGroups = {};
    /// By group: the one before it of the same user plus one; 0 for the first.
    private int[] groupsBefore = {};
    private long[] exclusions = {};
    private int largestExclusions;
    private final Chain best = new Chain();

    KeyedFunnelEvents()
    {
        events = new FunnelEvents();
        groupsOfKeys = new PairNumbers();
    }

    private KeyedFunnelEvents(KeyedFunnelEvents other)
    {
        events = other.events.copy();
        groupsOfKeys = other.groupsOfKeys.copy();
        lastGroups = other.lastGroups.clone();
        groupsBefore = other.groupsBefore.clone();
        largestExclusions = other.largestExclusions;
    }

    KeyedFunnelEvents copy()
    {
        return new KeyedFunnelEvents(this);
    }

    void ensureCapacity(int users)
    {
        if (users > lastGroups.length) {
            lastGroups = Arrays.copyOf(lastGroups, clamp(lastGroups.length + (lastGroups.length >> 1) + 16L, users, LARGEST_ARRAY));
        }
    }

    /// @param key a number of the key, or [#NO_KEY]: then the event matches no step
    void add(int user, int key, long time, long window, long steps, boolean excluded, int settings, TimeScale scale)
    {
        FunnelEvents.check(window, steps, scale);
        if (key == NO_KEY ? !excluded : FunnelEvents.isIdle(steps, excluded, settings)) {
            return;
        }
        int group = groupsOfKeys.numberOf(user, key);
        if (group == groupsBefore.length) {
            groupsBefore = Arrays.copyOf(groupsBefore, clamp(group + (group >> 1) + 16L, group + 1, LARGEST_ARRAY));
        }
        events.ensureCapacity(group + 1);
        boolean isNew = events.count(group) == 0;
        long keptSteps = key == NO_KEY ? 0 : steps;
        events.addKept(group, time, window, excluded ? StepMasks.exclusion(keptSteps) : keptSteps, settings, scale);
        if (isNew) {
            groupsBefore[group] = lastGroups[user];
            lastGroups[user] = group + 1;
            if (groupsBefore[group] != 0) {
                events.checkSame(group, groupsBefore[group] - 1, scale);
            }
        }
        if (key == NO_KEY) {
            largestExclusions = max(largestExclusions, events.count(group));
        }
    }

    /// The deepest step over all keys; [FunnelSearch#EXCLUDED] if an exclusion takes the user out.
    int level(int user)
    {
        int exclusionCount = readExclusions(user);
        boolean chains = false;
        int deepest = 0;
        boolean excluded = false;
        best.clear();
        for (int group = lastGroup(user); group >= 0; group = groupsBefore[group] - 1) {
            if (groupsOfKeys.second(group) == NO_KEY) {
                continue;
            }
            EventBuffer buffer = events.read(group, StepMasks::compare);
            interrupt(buffer, exclusionCount);
            FunnelSearch search = events.search(group);
            if (!search.modes().has(FunnelMode.EXCLUDE_USER)) {
                deepest = max(deepest, search.level(buffer, events.window(group)));
                continue;
            }
            chains = true;
            Chain chain = search.best(buffer, events.window(group));
            if (chain.hasTimesOf(best)) {
                excluded |= chain.isExcluded();
            }
            else if (chain.isBetterThan(best)) {
                best.set(chain);
                excluded = chain.isExcluded();
            }
        }
        if (!chains) {
            return deepest;
        }
        return excluded ? FunnelSearch.EXCLUDED : best.length();
    }

    /// -1 for a user without an event, who may lie beyond the capacity.
    private int lastGroup(int user)
    {
        return user < lastGroups.length ? lastGroups[user] - 1 : -1;
    }

    /// Sorts the times of the exclusions that are meant for all keys of a user into [#exclusions].
    private int readExclusions(int user)
    {
        for (int group = lastGroup(user); group >= 0; group = groupsBefore[group] - 1) {
            if (groupsOfKeys.second(group) == NO_KEY) {
                EventBuffer buffer = events.read(group, StepMasks::compare);
                if (exclusions.length < buffer.size()) {
                    exclusions = new long[largestExclusions];
                }
                for (int i = 0; i < buffer.size(); i++) {
                    exclusions[i] = buffer.time(i);
                }
                return buffer.size();
            }
        }
        return 0;
    }

    /// An exclusion for all keys stands before the events of its time, so that it is as good as one at the next event of a key.
    private void interrupt(EventBuffer buffer, int exclusionCount)
    {
        for (int i = 0; exclusionCount > 0 && i < buffer.size(); i++) {
            int index = firstFrom(buffer, i, exclusionCount);
            if (index < exclusionCount && exclusions[index] <= buffer.time(i)) {
                buffer.set(i, buffer.time(i), StepMasks.exclusion(buffer.payload(i)));
            }
        }
    }

    /// The first exclusion after the event before `position`.
    private int firstFrom(EventBuffer buffer, int position, int exclusionCount)
    {
        if (position == 0) {
            return 0;
        }
        long after = buffer.time(position - 1);
        int low = 0;
        int high = exclusionCount;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (exclusions[middle] <= after) {
                low = middle + 1;
            }
            else {
                high = middle;
            }
        }
        return low;
    }

    /// What is held, and what reading the largest group will take.
    long retainedBytes()
    {
        return INSTANCE_SIZE
                + Chain.RETAINED_BYTES
                + events.retainedBytes()
                + groupsOfKeys.retainedBytes()
                + sizeOf(lastGroups)
                + sizeOf(groupsBefore)
                + max(sizeOf(exclusions), sizeOfLongArray(largestExclusions));
    }
}
