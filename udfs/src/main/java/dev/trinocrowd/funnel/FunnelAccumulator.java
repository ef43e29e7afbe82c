package dev.trinocrowd.funnel;

import dev.trinocrowd.binding.Conditions;
import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.GroupedAccumulatorState;
import io.trino.spi.type.Type;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/// The state of one group (number 0) or of many.
final class FunnelAccumulator
        implements FunnelState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(FunnelAccumulator.class);

    private final Type stepsType;
    private final FunnelEvents events;
    private int group;
    private boolean stepsChecked;
    /// The mode is a constant as a rule, which stands in one block for all rows of a page.
    private ValueBlock checkedMode;
    private int checkedModePosition;

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
    public void add(long time, long window, long steps, TimeScale scale)
    {
        try {
            events.add(group, time, window, steps, scale);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public void checkMode(ValueBlock mode, int position)
    {
        if (mode == checkedMode && position == checkedModePosition) {
            return;
        }
        if (mode.isNull(position)) {
            throw invalidArgument("Unknown funnel mode NULL: expected default");
        }
        try {
            FunnelModes.parse(VARCHAR.getSlice(mode, position).toStringUtf8());
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
        checkedMode = mode;
        checkedModePosition = position;
    }

    @Override
    public int level()
    {
        return events.level(group);
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
