package dev.trinocrowd.path;

import dev.trinocrowd.event.TimeScale;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.GroupedAccumulatorState;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static dev.trinocrowd.path.PathConsumer.CUT;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/// The state of one group (number 0) or of many.
final class PathAccumulator
        implements PathState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(PathAccumulator.class);

    private final PathEvents events;
    private int group;
    /// The settings are constants as a rule; their options then stand in one block for all rows of a page.
    private int settingsNumber;
    private long gap;
    private long maxSteps;
    private ValueBlock options;
    private int optionsPosition;

    PathAccumulator()
    {
        this(new PathEvents());
    }

    private PathAccumulator(PathEvents events)
    {
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
    public void settings(long gap, long maxSteps, TimeScale scale)
    {
        if (settingsNumber == 0 || gap != this.gap || maxSteps != this.maxSteps) {
            parse(gap, maxSteps, "", scale);
        }
    }

    @Override
    public void settings(long gap, long maxSteps, ValueBlock options, int position, TimeScale scale)
    {
        if (options == this.options && position == optionsPosition && gap == this.gap && maxSteps == this.maxSteps) {
            return;
        }
        if (options.isNull(position)) {
            throw invalidArgument("path_analysis options must be a text, found NULL");
        }
        parse(gap, maxSteps, VARCHAR.getSlice(options, position).toStringUtf8(), scale);
        this.options = options;
        optionsPosition = position;
    }

    private void parse(long gap, long maxSteps, String options, TimeScale scale)
    {
        try {
            settingsNumber = events.numberOf(PathSettings.parse(gap, maxSteps, options, scale));
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
        this.gap = gap;
        this.maxSteps = maxSteps;
    }

    @Override
    public void add(long time, ValueBlock event, int position)
    {
        // Straight from the page: a slice for every event would be most of the garbage of a query.
        VariableWidthBlock names = (VariableWidthBlock) event;
        try {
            events.add(group, time, names.getRawSlice(), names.getRawSliceOffset(position), names.getSliceLength(position), settingsNumber);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public void writePaths(ArrayBlockBuilder out)
    {
        out.buildEntry(paths -> events.paths(group, (nodes, count) -> ((ArrayBlockBuilder) paths).buildEntry(path -> {
            for (int i = 0; i < count; i++) {
                VARCHAR.writeSlice(path, nodes[i] == CUT ? PathMarkers.CUT_NODE : events.name(nodes[i]));
            }
        })));
    }

    @Override
    public long getEstimatedSize()
    {
        return INSTANCE_SIZE + events.retainedBytes();
    }

    @Override
    public AccumulatorState copy()
    {
        PathAccumulator copy = new PathAccumulator(events.copy());
        copy.group = group;
        return copy;
    }
}
