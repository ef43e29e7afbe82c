package dev.trinocrowd.campaign;

import io.trino.spi.block.SqlRow;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.StandardTypes;

import java.util.OptionalDouble;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;

/// `mean_lift(treated, treated_mean, treated_variance, control, control_mean, control_variance)`.
public final class MeanLiftFunction
{
    private static final RowType TYPE = DoubleRows.type("lift", "relative_lift", "t", "degrees_of_freedom", "p_value", "low", "high");

    private MeanLiftFunction()
    {}

    @ScalarFunction("mean_lift")
    @Description("The difference of two means, Welch's test and its 95 % interval")
    @SqlNullable
    @SqlType("row(lift double,relative_lift double,t double,degrees_of_freedom double,p_value double,low double,high double)")
    public static SqlRow meanLift(
            @SqlType(StandardTypes.BIGINT) long treated,
            @SqlType(StandardTypes.DOUBLE) double treatedMean,
            @SqlType(StandardTypes.DOUBLE) double treatedVariance,
            @SqlType(StandardTypes.BIGINT) long control,
            @SqlType(StandardTypes.DOUBLE) double controlMean,
            @SqlType(StandardTypes.DOUBLE) double controlVariance)
    {
        try {
            return MeanLift.of(treated, treatedMean, treatedVariance, control, controlMean, controlVariance)
                    .map(lift -> DoubleRows.row(
                            TYPE,
                            OptionalDouble.of(lift.lift()),
                            lift.relativeLift(),
                            lift.t(),
                            lift.degreesOfFreedom(),
                            lift.pValue(),
                            lift.low(),
                            lift.high()))
                    .orElse(null);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }
}
