package dev.trinocrowd.funnel;

import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.event.TimeScale;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static io.airlift.slice.SizeOf.sizeOfIntArray;
import static java.lang.Math.max;
import static java.util.Objects.requireNonNull;

/// Funnels of many users whose events carry values, of which that of the entry is asked for.
///
/// An event's payload is the number of its pair of a mask and a value: there are few of them, as a rule.
final class ValuedFunnelEvents
{
    static final int NO_VALUE = -1;

    private static final int INSTANCE_SIZE = instanceSize(ValuedFunnelEvents.class);

    private final FunnelEvents events;
    private final PairNumbers masksAndValues;
    private final NumberOrder valueOrder;
    /// By event of the group at hand.
    private int[] values = {};
    private Chain best = new Chain();

    ValuedFunnelEvents(NumberOrder valueOrder)
    {
        events = new FunnelEvents();
        masksAndValues = new PairNumbers();
        this.valueOrder = requireNonNull(valueOrder, "valueOrder is null");
    }

    private ValuedFunnelEvents(ValuedFunnelEvents other, NumberOrder valueOrder)
    {
        events = other.events.copy();
        masksAndValues = other.masksAndValues.copy();
        this.valueOrder = requireNonNull(valueOrder, "valueOrder is null");
    }

    ValuedFunnelEvents copy(NumberOrder valueOrder)
    {
        return new ValuedFunnelEvents(this, valueOrder);
    }

    void ensureCapacity(int groups)
    {
        events.ensureCapacity(groups);
    }

    /// Whether an event can be the entry of a chain, so that its value matters.
    static boolean canEnter(long steps, int settings)
    {
        return FunnelSettings.isUnordered(settings) ? steps != 0 : StepMasks.isEntry(steps);
    }

    /// @param value a number of the value, or [#NO_VALUE]
    void add(int group, long time, long window, long steps, int value, boolean excluded, int settings, TimeScale scale)
    {
        FunnelEvents.check(window, steps, scale);
        if (FunnelEvents.isIdle(steps, excluded, settings)) {
            return;
        }
        events.addKept(group, time, window, masksAndValues.numberOf(excluded ? StepMasks.exclusion(steps) : steps, value), settings, scale);
    }

    /// Finds the chain that wins, of which [#level] and [#value] tell.
    void find(int group)
    {
        EventBuffer buffer = events.read(group, this::compare);
        if (values.length < buffer.size()) {
            values = new int[events.largestGroup()];
        }
        for (int i = 0; i < buffer.size(); i++) {
            int number = (int) buffer.payload(i);
            values[i] = masksAndValues.second(number);
            buffer.set(i, buffer.time(i), masksAndValues.first(number));
        }
        best = events.search(group).best(buffer, events.window(group), values);
    }

    /// [FunnelSearch#EXCLUDED] if an exclusion takes the user out.
    int level()
    {
        return best.isExcluded() ? FunnelSearch.EXCLUDED : best.length();
    }

    /// [#NO_VALUE] if there is no entry or it has none.
    int value()
    {
        return best.isEmpty() ? NO_VALUE : values[best.position(0)];
    }

    /// Of events that match the same steps, those without a value stand last.
    private int compare(long left, long right)
    {
        int leftNumber = (int) left;
        int rightNumber = (int) right;
        int bySteps = StepMasks.compare(masksAndValues.first(leftNumber), masksAndValues.first(rightNumber));
        if (bySteps != 0) {
            return bySteps;
        }
        int leftValue = masksAndValues.second(leftNumber);
        int rightValue = masksAndValues.second(rightNumber);
        if (leftValue == NO_VALUE || rightValue == NO_VALUE) {
            return Integer.compare(rightValue == NO_VALUE ? 0 : 1, leftValue == NO_VALUE ? 0 : 1);
        }
        return valueOrder.compare(leftValue, rightValue);
    }

    /// What is held, and what reading the largest group will take.
    long retainedBytes()
    {
        return INSTANCE_SIZE
                + events.retainedBytes()
                + masksAndValues.retainedBytes()
                + max(sizeOf(values), sizeOfIntArray(events.largestGroup()));
    }
}
