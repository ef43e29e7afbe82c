package dev.trinocrowd.sequence;

import io.airlift.slice.Slice;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.GroupedAccumulatorState;

import java.util.Optional;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/// The state of one group (number 0) or of many.
final class NextEventAccumulator
        implements NextEventState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(NextEventAccumulator.class);

    private final NextEvents events;
    private int group;
    /// The options are a constant as a rule, which stands in one block for all rows of a page.
    private int settingsNumber;
    private ValueBlock options;
    private int optionsPosition;

    NextEventAccumulator()
    {
        this(new NextEvents());
    }

    private NextEventAccumulator(NextEvents events)
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
    public void settings()
    {
        if (settingsNumber == 0) {
            parse("");
        }
    }

    @Override
    public void settings(ValueBlock options, int position)
    {
        if (options == this.options && position == optionsPosition) {
            return;
        }
        if (options.isNull(position)) {
            throw invalidArgument("next_event options must be a text, found NULL");
        }
        parse(VARCHAR.getSlice(options, position).toStringUtf8());
        this.options = options;
        optionsPosition = position;
    }

    private void parse(String text)
    {
        try {
            settingsNumber = events.numberOf(NextEventSettings.parse(text));
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public void add(long time, Slice value, boolean anchor)
    {
        try {
            events.add(group, time, value, anchor, settingsNumber);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    @Override
    public Optional<Slice> value()
    {
        return events.value(group);
    }

    @Override
    public long getEstimatedSize()
    {
        return INSTANCE_SIZE + events.retainedBytes();
    }

    @Override
    public AccumulatorState copy()
    {
        NextEventAccumulator copy = new NextEventAccumulator(events.copy());
        copy.group = group;
        return copy;
    }
}
