package dev.trinocrowd.sequence;

import io.airlift.slice.Slice;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;

import java.util.Optional;

import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.VarcharType.VARCHAR;

/// A row of `next_event`, whatever the type of its time.
final class NextEventInput
{
    static final String DESCRIPTION = "The value of the event right after or before a user's first or last anchor event";

    private NextEventInput()
    {}

    static void add(NextEventState state, long time, Slice value, ValueBlock anchor, int anchorPosition)
    {
        state.settings();
        state.add(time, value, isTrue(anchor, anchorPosition));
    }

    static void add(NextEventState state, long time, Slice value, ValueBlock anchor, int anchorPosition, ValueBlock options, int optionsPosition)
    {
        state.settings(options, optionsPosition);
        state.add(time, value, isTrue(anchor, anchorPosition));
    }

    static void write(NextEventState state, BlockBuilder out)
    {
        Optional<Slice> value = state.value();
        if (value.isEmpty()) {
            out.appendNull();
            return;
        }
        VARCHAR.writeSlice(out, value.orElseThrow());
    }

    /// A NULL condition is false.
    private static boolean isTrue(ValueBlock anchor, int position)
    {
        return !anchor.isNull(position) && BOOLEAN.getBoolean(anchor, position);
    }
}
