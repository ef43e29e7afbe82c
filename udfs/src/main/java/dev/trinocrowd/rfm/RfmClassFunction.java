package dev.trinocrowd.rfm;

import com.google.common.collect.ImmutableMap;
import io.airlift.slice.Slice;
import io.trino.spi.block.SqlRow;
import io.trino.spi.function.Description;
import io.trino.spi.function.IsNull;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import java.util.Arrays;

import static com.google.common.collect.Maps.toImmutableEnumMap;
import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static dev.trinocrowd.rfm.RfmCutsAggregation.CUTS_TYPE;
import static dev.trinocrowd.rfm.RfmSegmentFunction.UNKNOWN;
import static io.airlift.slice.Slices.utf8Slice;

/// `rfm_class(recency, frequency, monetary, cuts)`, the cuts being a result of `rfm_cuts` by mean or median, or three numbers.
public final class RfmClassFunction
{
    private static final String DESCRIPTION = "The value class of a customer: recency, frequency and monetary value each above or below one cut";
    private static final ImmutableMap<RfmClass, Slice> LABELS = Arrays.stream(RfmClass.values())
            .collect(toImmutableEnumMap(rfmClass -> rfmClass, rfmClass -> utf8Slice(rfmClass.label())));

    private final CutsReader reader = new CutsReader();

    @ScalarFunction("rfm_class")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.VARCHAR)
    public Slice classOf(
            @SqlType(StandardTypes.DOUBLE) double recency,
            @IsNull boolean recencyIsNull,
            @SqlType(StandardTypes.DOUBLE) double frequency,
            @IsNull boolean frequencyIsNull,
            @SqlType(StandardTypes.DOUBLE) double monetary,
            @IsNull boolean monetaryIsNull,
            @SqlNullable @SqlType(CUTS_TYPE) SqlRow cuts)
    {
        if (recencyIsNull || frequencyIsNull || monetaryIsNull || cuts == null) {
            return UNKNOWN;
        }
        return classOf(reader.read(cuts), recency, frequency, monetary);
    }

    @ScalarFunction("rfm_class")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.VARCHAR)
    public static Slice classOf(
            @SqlType(StandardTypes.DOUBLE) double recency,
            @IsNull boolean recencyIsNull,
            @SqlType(StandardTypes.DOUBLE) double frequency,
            @IsNull boolean frequencyIsNull,
            @SqlType(StandardTypes.DOUBLE) double monetary,
            @IsNull boolean monetaryIsNull,
            @SqlType(StandardTypes.DOUBLE) double recencyCut,
            @IsNull boolean recencyCutIsNull,
            @SqlType(StandardTypes.DOUBLE) double frequencyCut,
            @IsNull boolean frequencyCutIsNull,
            @SqlType(StandardTypes.DOUBLE) double monetaryCut,
            @IsNull boolean monetaryCutIsNull)
    {
        if (recencyIsNull || frequencyIsNull || monetaryIsNull || recencyCutIsNull || frequencyCutIsNull || monetaryCutIsNull) {
            return UNKNOWN;
        }
        try {
            return classOf(new RfmCuts(Cuts.of(recencyCut), Cuts.of(frequencyCut), Cuts.of(monetaryCut)), recency, frequency, monetary);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    private static Slice classOf(RfmCuts cuts, double recency, double frequency, double monetary)
    {
        try {
            return LABELS.get(cuts.classOf(recency, frequency, monetary));
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }
}
