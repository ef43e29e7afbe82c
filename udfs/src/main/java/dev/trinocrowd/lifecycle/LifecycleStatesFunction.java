package dev.trinocrowd.lifecycle;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.bitmap.Bitmap;
import dev.trinocrowd.bitmap.BitmapRanges;
import dev.trinocrowd.bitmap.BitmapType;
import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

import static com.google.common.collect.Maps.toImmutableEnumMap;
import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;

/// `lifecycle_states(active_periods [, created [, until]])`: what each period is to a user.
public final class LifecycleStatesFunction
{
    private static final String DESCRIPTION = "The periods of a user as new, returning, resurrecting or, the first one without activity, dormant";
    private static final String RESULT = "array(row(period bigint, state varchar))";

    private static final List<Type> FIELDS = ImmutableList.of(BIGINT, VARCHAR);
    private static final ImmutableMap<LifecycleState, Slice> LABELS = Arrays.stream(LifecycleState.values())
            .collect(toImmutableEnumMap(state -> state, state -> utf8Slice(state.label())));

    private LifecycleStatesFunction()
    {}

    @ScalarFunction("lifecycle_states")
    @Description(DESCRIPTION)
    @SqlType(RESULT)
    public static Block states(@SqlType(BitmapType.NAME) Slice activePeriods)
    {
        return states(activePeriods, OptionalLong.empty(), OptionalLong.empty());
    }

    @ScalarFunction("lifecycle_states")
    @Description(DESCRIPTION)
    @SqlType(RESULT)
    public static Block states(@SqlType(BitmapType.NAME) Slice activePeriods, @SqlNullable @SqlType(StandardTypes.BIGINT) Long created)
    {
        return states(activePeriods, optional(created), OptionalLong.empty());
    }

    @ScalarFunction("lifecycle_states")
    @Description(DESCRIPTION)
    @SqlType(RESULT)
    public static Block states(@SqlType(BitmapType.NAME) Slice activePeriods, @SqlNullable @SqlType(StandardTypes.BIGINT) Long created, @SqlType(StandardTypes.BIGINT) long until)
    {
        return states(activePeriods, optional(created), OptionalLong.of(until));
    }

    /// Of whom nobody knows when they were created, the first active period says it.
    private static OptionalLong optional(Long created)
    {
        return created == null ? OptionalLong.empty() : OptionalLong.of(created);
    }

    private static Block states(Slice activePeriods, OptionalLong created, OptionalLong until)
    {
        BitmapRanges active = new BitmapRanges();
        active.read(Bitmap.of(activePeriods));
        RowBlockBuilder states = new RowBlockBuilder(FIELDS, null, 2 * active.count());
        try {
            new LifecycleStates(created, until).list(active, (period, state) -> states.buildEntry(fields -> {
                BIGINT.writeLong(fields.get(0), period);
                VARCHAR.writeSlice(fields.get(1), LABELS.get(state));
            }));
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
        return states.build();
    }
}
