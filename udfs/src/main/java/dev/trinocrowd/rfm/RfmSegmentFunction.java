package dev.trinocrowd.rfm;

import com.google.common.collect.ImmutableMap;
import io.airlift.slice.Slice;
import io.trino.spi.function.Description;
import io.trino.spi.function.IsNull;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import java.util.Arrays;

import static com.google.common.collect.Maps.toImmutableEnumMap;
import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.Slices.utf8Slice;

/// `rfm_segment(score)`: the segment of a score of five levels.
public final class RfmSegmentFunction
{
    static final Slice UNKNOWN = utf8Slice("Unknown");
    private static final ImmutableMap<RfmSegment, Slice> LABELS = Arrays.stream(RfmSegment.values())
            .collect(toImmutableEnumMap(segment -> segment, segment -> utf8Slice(segment.label())));

    private RfmSegmentFunction()
    {}

    @ScalarFunction("rfm_segment")
    @Description("The customer segment of an RFM score of five levels")
    @SqlType(StandardTypes.VARCHAR)
    public static Slice segment(@SqlType(StandardTypes.BIGINT) long score, @IsNull boolean isNull)
    {
        if (isNull) {
            return UNKNOWN;
        }
        try {
            return LABELS.get(RfmSegment.of(score));
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }
}
