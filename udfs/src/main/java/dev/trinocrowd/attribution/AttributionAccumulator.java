package dev.trinocrowd.attribution;

import dev.trinocrowd.event.TimeScale;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.GroupedAccumulatorState;

import static dev.trinocrowd.attribution.AttributionEvents.NO_LINK;
import static dev.trinocrowd.attribution.AttributionEvents.UNLINKED;
import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/// The state of one group (number 0) or of many.
final class AttributionAccumulator
        implements AttributionState, GroupedAccumulatorState
{
    private static final int INSTANCE_SIZE = instanceSize(AttributionAccumulator.class);

    private final AttributionEvents events;
    private final Slice numberLink = Slices.allocate(Long.BYTES);
    private int group;
    /// The link of the next row; none if links are not asked for.
    private ValueBlock linkBlock;
    private int linkPosition;
    /// The settings are constants as a rule; their options then stand in one block for all rows of a page.
    private int settingsNumber;
    private long lookback;
    private ValueBlock options;
    private int optionsPosition;

    AttributionAccumulator()
    {
        this(new AttributionEvents());
    }

    private AttributionAccumulator(AttributionEvents events)
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
    public void settings(long lookback, ValueBlock options, int position, TimeScale scale)
    {
        if (options == this.options && position == optionsPosition && lookback == this.lookback) {
            return;
        }
        if (options.isNull(position)) {
            throw invalidArgument("attribution options must be a text, found NULL");
        }
        try {
            settingsNumber = events.numberOf(AttributionSettings.parse(lookback, VARCHAR.getSlice(options, position).toStringUtf8(), scale));
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
        this.lookback = lookback;
        this.options = options;
        optionsPosition = position;
    }

    @Override
    public void link(ValueBlock link, int position)
    {
        linkBlock = link;
        linkPosition = position;
    }

    @Override
    public void add(long time, ValueBlock touchpoint, int touchpointPosition, ValueBlock value, int valuePosition)
    {
        boolean touch = !touchpoint.isNull(touchpointPosition);
        boolean conversion = !value.isNull(valuePosition);
        if (!touch && !conversion) {
            return;
        }
        try {
            int link = linkNumber();
            if (touch && link != NO_LINK) {
                events.addTouch(group, time, VARCHAR.getSlice(touchpoint, touchpointPosition), link, settingsNumber);
            }
            if (conversion) {
                events.addConversion(group, time, DOUBLE.getDouble(value, valuePosition), link, settingsNumber);
            }
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    private int linkNumber()
    {
        if (linkBlock == null) {
            return UNLINKED;
        }
        if (linkBlock.isNull(linkPosition)) {
            return NO_LINK;
        }
        if (linkBlock instanceof LongArrayBlock numbers) {
            numberLink.setLong(0, numbers.getLong(linkPosition));
            return events.linkOf(numberLink);
        }
        return events.linkOf(VARCHAR.getSlice(linkBlock, linkPosition));
    }

    @Override
    public void writeCredits(ArrayBlockBuilder out)
    {
        out.buildEntry(rows -> events.credits(group, (name, credit) -> ((RowBlockBuilder) rows).buildEntry(fields -> {
            VARCHAR.writeSlice(fields.get(0), events.name(name));
            DOUBLE.writeDouble(fields.get(1), credit);
        })));
    }

    @Override
    public long getEstimatedSize()
    {
        return INSTANCE_SIZE + numberLink.getRetainedSize() + events.retainedBytes();
    }

    @Override
    public AccumulatorState copy()
    {
        AttributionAccumulator copy = new AttributionAccumulator(events.copy());
        copy.group = group;
        return copy;
    }
}
