package dev.trinocrowd.funnel;

import dev.trinocrowd.binding.Conditions;
import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.GroupedAccumulatorState;
import io.trino.spi.type.Type;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.trino.spi.type.IntegerType.INTEGER;
import static java.util.Objects.requireNonNull;

/// The state of one group (number 0) or of many.
final class FunnelBreakdownAccumulator
        implements FunnelBreakdownState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(FunnelBreakdownAccumulator.class) + instanceSize(ModeArgument.class);

    private final Type stepsType;
    private final ValueDictionary values;
    private final ValuedFunnelEvents events;
    private final ModeArgument mode = new ModeArgument();
    private int group;
    private boolean stepsChecked;

    FunnelBreakdownAccumulator(Type stepsType, ValueOperators operators)
    {
        this.stepsType = requireNonNull(stepsType, "stepsType is null");
        values = new ValueDictionary(operators);
        events = new ValuedFunnelEvents(values::compare);
    }

    private FunnelBreakdownAccumulator(FunnelBreakdownAccumulator other)
    {
        stepsType = other.stepsType;
        values = other.values.copy();
        events = other.events.copy(values::compare);
        group = other.group;
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
    public void checkSteps()
    {
        if (!stepsChecked) {
            Conditions.checkType(stepsType, "funnel steps");
            stepsChecked = true;
        }
    }

    @Override
    public void setMode(ValueBlock mode, int position)
    {
        this.mode.set(mode, position);
    }

    @Override
    public void add(long time, long window, long steps, int stepCount, ValueBlock value, int valuePosition, boolean excluded, TimeScale scale)
    {
        int settings = mode.settings(stepCount);
        boolean read = ValuedFunnelEvents.canEnter(steps, settings) && !value.isNull(valuePosition);
        int number = read ? values.numberOf(value, valuePosition) : ValuedFunnelEvents.NO_VALUE;
        try {
            events.add(group, time, window, steps, number, excluded, settings, scale);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public void write(BlockBuilder out)
    {
        events.find(group);
        if (events.level() == FunnelSearch.EXCLUDED) {
            out.appendNull();
            return;
        }
        ((RowBlockBuilder) out).buildEntry(fields -> {
            INTEGER.writeLong(fields.get(0), events.level());
            if (events.value() == ValuedFunnelEvents.NO_VALUE) {
                fields.get(1).appendNull();
            }
            else {
                values.write(events.value(), fields.get(1));
            }
        });
    }

    @Override
    public long getEstimatedSize()
    {
        return INSTANCE_SIZE + values.retainedBytes() + events.retainedBytes();
    }

    @Override
    public AccumulatorState copy()
    {
        return new FunnelBreakdownAccumulator(this);
    }
}
