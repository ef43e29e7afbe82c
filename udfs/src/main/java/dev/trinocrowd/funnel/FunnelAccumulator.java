package dev.trinocrowd.funnel;

import dev.trinocrowd.binding.Conditions;
import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.ArrayBlockBuilder;
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
final class FunnelAccumulator
        implements FunnelState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(FunnelAccumulator.class) + instanceSize(ModeArgument.class);

    private final Type stepsType;
    private final FunnelEvents events;
    private int group;
    private boolean stepsChecked;
    private final ModeArgument mode = new ModeArgument();

    FunnelAccumulator(Type stepsType)
    {
        this(stepsType, new FunnelEvents());
    }

    private FunnelAccumulator(Type stepsType, FunnelEvents events)
    {
        this.stepsType = requireNonNull(stepsType, "stepsType is null");
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
    public void add(long time, long window, long steps, int stepCount, boolean excluded, TimeScale scale)
    {
        try {
            events.add(group, time, window, steps, excluded, mode.settings(stepCount), scale);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public void writeLevel(BlockBuilder out)
    {
        int level = events.level(group);
        if (level == FunnelSearch.EXCLUDED) {
            out.appendNull();
            return;
        }
        INTEGER.writeLong(out, level);
    }

    @Override
    public void writeTimes(ArrayBlockBuilder out, StepTimes times)
    {
        Chain chain = events.best(group);
        if (chain.isExcluded()) {
            out.appendNull();
            return;
        }
        out.buildEntry(elements -> times.write(elements, chain));
    }

    @Override
    public void writeAttempts(ArrayBlockBuilder out, StepTimes times)
    {
        try {
            out.buildEntry(attempts -> events.attempts(group, attempt -> ((ArrayBlockBuilder) attempts).buildEntry(elements -> times.write(elements, attempt))));
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public long getEstimatedSize()
    {
        return INSTANCE_SIZE + events.retainedBytes();
    }

    @Override
    public AccumulatorState copy()
    {
        FunnelAccumulator copy = new FunnelAccumulator(stepsType, events.copy());
        copy.group = group;
        return copy;
    }
}
