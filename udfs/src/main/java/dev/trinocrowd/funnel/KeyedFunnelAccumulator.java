package dev.trinocrowd.funnel;

import dev.trinocrowd.binding.Conditions;
import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.GroupedAccumulatorState;
import io.trino.spi.type.Type;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.trino.spi.type.IntegerType.INTEGER;
import static java.util.Objects.requireNonNull;

/// The state of one group (number 0) or of many.
final class KeyedFunnelAccumulator
        implements KeyedFunnelState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(KeyedFunnelAccumulator.class) + instanceSize(ModeArgument.class);

    private final Type stepsType;
    private final ValueDictionary keys;
    private final KeyedFunnelEvents events;
    private final ModeArgument mode = new ModeArgument();
    private int group;
    private boolean stepsChecked;

    KeyedFunnelAccumulator(Type stepsType, ValueOperators operators)
    {
        this(stepsType, new ValueDictionary(operators), new KeyedFunnelEvents());
    }

    private KeyedFunnelAccumulator(Type stepsType, ValueDictionary keys, KeyedFunnelEvents events)
    {
        this.stepsType = requireNonNull(stepsType, "stepsType is null");
        this.keys = requireNonNull(keys, "keys is null");
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
    public void add(long time, long window, long steps, int stepCount, ValueBlock key, int keyPosition, boolean excluded, TimeScale scale)
    {
        int settings = mode.settings(stepCount);
        boolean idle = FunnelEvents.isIdle(steps, excluded, settings);
        int number = idle || key.isNull(keyPosition) ? KeyedFunnelEvents.NO_KEY : keys.numberOf(key, keyPosition);
        try {
            events.add(group, number, time, window, steps, excluded, settings, scale);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public void write(BlockBuilder out)
    {
        int level = events.level(group);
        if (level == FunnelSearch.EXCLUDED) {
            out.appendNull();
            return;
        }
        INTEGER.writeLong(out, level);
    }

    @Override
    public long getEstimatedSize()
    {
        return INSTANCE_SIZE + keys.retainedBytes() + events.retainedBytes();
    }

    @Override
    public AccumulatorState copy()
    {
        KeyedFunnelAccumulator copy = new KeyedFunnelAccumulator(stepsType, keys.copy(), events.copy());
        copy.group = group;
        return copy;
    }
}
