package dev.trinocrowd.campaign;

import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.LiteralParameters;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

import static java.util.Objects.requireNonNull;

/// `crowd_split(user_id, salt, weights)`: the arm of a campaign that a person belongs to.
public final class CrowdSplitFunction
{
    private static final String DESCRIPTION = "The arm of a campaign, from 1, to which hashing deals a person; always the same for one salt and its weights";

    /// Salt and weights are constants as a rule. One immutable object, so that threads may share the function without locks.
    private Reading last;

    @ScalarFunction("crowd_split")
    @Description(DESCRIPTION)
    @LiteralParameters("x")
    @SqlType(StandardTypes.INTEGER)
    public long armOf(@SqlType(StandardTypes.BIGINT) long userId, @SqlType("varchar(x)") Slice salt, @SqlType("array(double)") Block weights)
    {
        return split(salt, weights).armOf(userId);
    }

    @ScalarFunction("crowd_split")
    @Description(DESCRIPTION)
    @LiteralParameters({"x", "y"})
    @SqlType(StandardTypes.INTEGER)
    public long armOf(@SqlType("varchar(y)") Slice userId, @SqlType("varchar(x)") Slice salt, @SqlType("array(double)") Block weights)
    {
        return split(salt, weights).armOf(userId);
    }

    private ArmSplit split(Slice salt, Block weights)
    {
        Reading reading = last;
        if (reading == null || !reading.isOf(salt, weights)) {
            reading = new Reading(salt, weights, new ArmSplit(salt, WeightsReader.read(weights)));
            last = reading;
        }
        return reading.split();
    }

    private record Reading(Slice salt, Block weights, ArmSplit split)
    {
        private Reading
        {
            requireNonNull(salt, "salt is null");
            requireNonNull(weights, "weights is null");
            requireNonNull(split, "split is null");
        }

        /// Blocks never change, so that the same block holds the same weights.
        @SuppressWarnings("ReferenceEquality") // comparing contents would cost what the comparison is to save
        private boolean isOf(Slice otherSalt, Block otherWeights)
        {
            return weights == otherWeights && salt.equals(otherSalt);
        }
    }
}
