package dev.trinocrowd.rfm;

import io.trino.spi.block.Block;
import io.trino.spi.block.SqlRow;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static dev.trinocrowd.rfm.RfmCutsAggregation.CUTS_TYPE;

/// `rfm_score(recency, frequency, monetary, cuts)`, the cuts being a result of `rfm_cuts` or three arrays.
public final class RfmScoreFunction
{
    private static final String DESCRIPTION = "The levels of recency, frequency and monetary value as the digits of one number, 1 being the worst";

    private final CutsReader reader = new CutsReader();

    @ScalarFunction("rfm_score")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.INTEGER)
    public long score(
            @SqlType(StandardTypes.DOUBLE) double recency,
            @SqlType(StandardTypes.DOUBLE) double frequency,
            @SqlType(StandardTypes.DOUBLE) double monetary,
            @SqlType(CUTS_TYPE) SqlRow cuts)
    {
        return score(reader.read(cuts), recency, frequency, monetary);
    }

    @ScalarFunction("rfm_score")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.INTEGER)
    public long score(
            @SqlType(StandardTypes.DOUBLE) double recency,
            @SqlType(StandardTypes.DOUBLE) double frequency,
            @SqlType(StandardTypes.DOUBLE) double monetary,
            @SqlType("array(double)") Block recencyCuts,
            @SqlType("array(double)") Block frequencyCuts,
            @SqlType("array(double)") Block monetaryCuts)
    {
        return score(reader.read(recencyCuts, frequencyCuts, monetaryCuts), recency, frequency, monetary);
    }

    private static long score(RfmCuts cuts, double recency, double frequency, double monetary)
    {
        try {
            return cuts.score(recency, frequency, monetary);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }
}
