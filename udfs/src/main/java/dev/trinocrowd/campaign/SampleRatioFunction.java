package dev.trinocrowd.campaign;

import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import java.util.OptionalDouble;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.trino.spi.type.BigintType.BIGINT;

/// `sample_ratio_p(counts, weights)`.
public final class SampleRatioFunction
{
    private SampleRatioFunction()
    {}

    @ScalarFunction("sample_ratio_p")
    @Description("How likely arms of a campaign come out at least as far off their planned sizes by chance (chi-square); below 0.001 something is broken")
    @SqlNullable
    @SqlType(StandardTypes.DOUBLE)
    public static Double sampleRatioP(@SqlType("array(bigint)") Block counts, @SqlType("array(double)") Block weights)
    {
        long[] people = new long[counts.getPositionCount()];
        for (int arm = 0; arm < people.length; arm++) {
            if (counts.isNull(arm)) {
                throw invalidArgument("sample_ratio_p count must be a number, found NULL: an arm without anybody counts 0");
            }
            people[arm] = BIGINT.getLong(counts, arm);
        }
        try {
            OptionalDouble pValue = SampleRatio.pValue(people, WeightsReader.read(weights));
            return pValue.isPresent() ? pValue.getAsDouble() : null;
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }
}
