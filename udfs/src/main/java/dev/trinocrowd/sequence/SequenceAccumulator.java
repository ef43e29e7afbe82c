package dev.trinocrowd.sequence;

import dev.trinocrowd.binding.Conditions;
import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.GroupedAccumulatorState;
import io.trino.spi.type.FixedWidthType;
import io.trino.spi.type.Type;

import java.util.function.LongConsumer;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/// The state of one group (number 0) or of many.
final class SequenceAccumulator
        implements SequenceState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(SequenceAccumulator.class);
    private static final String CONDITIONS = "sequence conditions";

    private final Type conditionsType;
    private final SequenceEvents events;
    private int group;
    private boolean typeChecked;
    /// The pattern is a constant as a rule, which stands in one block for all rows of a page.
    private ValueBlock patternBlock;
    private int patternPosition;
    private int patternNumber;
    private int patternConditions;

    SequenceAccumulator(Type conditionsType)
    {
        this(conditionsType, new SequenceEvents());
    }

    private SequenceAccumulator(Type conditionsType, SequenceEvents events)
    {
        this.conditionsType = requireNonNull(conditionsType, "conditionsType is null");
        this.events = requireNonNull(events, "events is null");
    }

    @Override
    public void setGroupId(int groupId)
    {
        group = groupId;
    }

    @Override
    public void ensureCapacity(int size)
    {
        events.ensureCapacity(size);
    }

    @Override
    public void pattern(ValueBlock pattern, int position, TimeScale scale)
    {
        if (!typeChecked) {
            Conditions.checkType(conditionsType, CONDITIONS);
            typeChecked = true;
        }
        if (pattern == patternBlock && position == patternPosition) {
            return;
        }
        if (pattern.isNull(position)) {
            throw invalidArgument("sequence pattern must be a text, found NULL");
        }
        try {
            patternNumber = events.numberOf(VARCHAR.getSlice(pattern, position).toStringUtf8(), scale);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
        patternConditions = events.conditionsOf(patternNumber);
        if (conditionsType instanceof FixedWidthType mask) {
            checkConditions(mask.getFixedSize() * Byte.SIZE - 1);
        }
        patternBlock = pattern;
        patternPosition = position;
    }

    @Override
    public void add(long time, ValueBlock conditions, int position)
    {
        Conditions.count(conditions, position).ifPresent(this::checkConditions);
        try {
            events.add(group, time, Conditions.mask(conditions, position, CONDITIONS), patternNumber);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    private void checkConditions(int found)
    {
        if (found < patternConditions) {
            throw invalidArgument("sequence conditions must be at least %s, the highest number in the pattern, found %s".formatted(patternConditions, found));
        }
    }

    @Override
    public boolean matches()
    {
        return events.matches(group);
    }

    @Override
    public long count()
    {
        return events.count(group);
    }

    @Override
    public void times(LongConsumer times)
    {
        events.times(group, times);
    }

    @Override
    public long getEstimatedSize()
    {
        return INSTANCE_SIZE + events.retainedBytes();
    }

    @Override
    public AccumulatorState copy()
    {
        SequenceAccumulator copy = new SequenceAccumulator(conditionsType, events.copy());
        copy.group = group;
        return copy;
    }
}
