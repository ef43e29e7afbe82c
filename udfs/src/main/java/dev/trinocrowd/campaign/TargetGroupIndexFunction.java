package dev.trinocrowd.campaign;

import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import java.util.OptionalDouble;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;

/// `tgi(target_hits, target_size, base_hits, base_size)`.
public final class TargetGroupIndexFunction
{
    private TargetGroupIndexFunction()
    {}

    @ScalarFunction("tgi")
    @Description("Target group index: a share in a target group by the share in its base, times 100")
    @SqlNullable
    @SqlType(StandardTypes.DOUBLE)
    public static Double tgi(
            @SqlType(StandardTypes.BIGINT) long targetHits,
            @SqlType(StandardTypes.BIGINT) long targetSize,
            @SqlType(StandardTypes.BIGINT) long baseHits,
            @SqlType(StandardTypes.BIGINT) long baseSize)
    {
        try {
            OptionalDouble index = TargetGroupIndex.of(targetHits, targetSize, baseHits, baseSize);
            return index.isPresent() ? index.getAsDouble() : null;
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }
}
