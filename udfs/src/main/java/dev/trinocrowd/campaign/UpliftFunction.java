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

/// `uplift(treated, treated_converted, control, control_converted)`.
public final class UpliftFunction
{
    private static final RowType TYPE = DoubleRows.type("lift", "relative_lift", "z", "p_value", "low", "high");

    private UpliftFunction()
    {}

    @ScalarFunction("uplift")
    @Description("The difference of two conversion rates, its two-proportion test and its 95 % interval")
    @SqlNullable
    @SqlType("row(lift double,relative_lift double,z double,p_value double,low double,high double)")
    public static SqlRow uplift(
            @SqlType(StandardTypes.BIGINT) long treated,
            @SqlType(StandardTypes.BIGINT) long treatedConverted,
            @SqlType(StandardTypes.BIGINT) long control,
            @SqlType(StandardTypes.BIGINT) long controlConverted)
    {
        try {
            return Uplift.of(treated, treatedConverted, control, controlConverted)
                    .map(uplift -> DoubleRows.row(TYPE, OptionalDouble.of(uplift.lift()), uplift.relativeLift(), uplift.z(), uplift.pValue(), uplift.low(), uplift.high()))
                    .orElse(null);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }
}
