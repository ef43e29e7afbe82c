package dev.trinocrowd.campaign;

import com.google.common.primitives.ImmutableDoubleArray;

import static java.util.Objects.requireNonNull;

/// How large each arm of a split is planned to be, as shares of 1.
record ArmWeights(ImmutableDoubleArray shares)
{
    private static final double TOLERANCE = 1e-9;
    private static final double PERCENT = 100;

    ArmWeights
    {
        requireNonNull(shares, "shares is null");
    }

    /// @param weights shares of 1 or percentages
    static ArmWeights of(double... weights)
    {
        if (weights.length == 0) {
            throw new IllegalArgumentException("Weights must name one arm at least, found none");
        }
        double sum = 0;
        for (double weight : weights) {
            if (!Double.isFinite(weight) || weight < 0) {
                throw new IllegalArgumentException("Weights must be numbers from 0 on, found %s".formatted(weight));
            }
            sum += weight;
        }
        if (Math.abs(sum - 1) <= TOLERANCE) {
            return new ArmWeights(ImmutableDoubleArray.copyOf(weights));
        }
        if (Math.abs(sum - PERCENT) <= PERCENT * TOLERANCE) {
            ImmutableDoubleArray.Builder shares = ImmutableDoubleArray.builder(weights.length);
            for (double weight : weights) {
                shares.add(weight / PERCENT);
            }
            return new ArmWeights(shares.build());
        }
        throw new IllegalArgumentException("Weights must sum to 1 or to 100, found %s".formatted(sum));
    }

    int arms()
    {
        return shares.length();
    }

    double share(int arm)
    {
        return shares.get(arm);
    }
}
