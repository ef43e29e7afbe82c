package dev.trinocrowd.campaign;

import io.trino.spi.block.Block;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.trino.spi.type.DoubleType.DOUBLE;

/// Reads the weights that a call is given.
final class WeightsReader
{
    private WeightsReader()
    {}

    static ArmWeights read(Block block)
    {
        double[] weights = new double[block.getPositionCount()];
        for (int arm = 0; arm < weights.length; arm++) {
            if (block.isNull(arm)) {
                throw invalidArgument("Weights must be numbers from 0 on, found NULL");
            }
            weights[arm] = DOUBLE.getDouble(block, arm);
        }
        try {
            return ArmWeights.of(weights);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }
}
