package dev.trinocrowd.campaign;

import org.apache.commons.statistics.distribution.NormalDistribution;

import java.util.Optional;
import java.util.OptionalDouble;

import static java.util.Objects.requireNonNull;

/// What a treatment changed in the share of people who convert: the difference of two rates, its test and its 95 % interval.
///
/// The test pools the two arms, since it asks whether they are one; the interval does not (Wald).
///
/// @param relativeLift the difference as a share of the control group's rate; empty if that is 0
/// @param z empty if nobody or everybody of both arms converted
/// @param pValue two-sided
/// @param low empty if neither arm shows any spread
record Uplift(double lift, OptionalDouble relativeLift, OptionalDouble z, OptionalDouble pValue, OptionalDouble low, OptionalDouble high)
{
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double QUANTILE = NORMAL.inverseSurvivalProbability(Confidence.TAIL);

    Uplift
    {
        requireNonNull(relativeLift, "relativeLift is null");
        requireNonNull(z, "z is null");
        requireNonNull(pValue, "pValue is null");
        requireNonNull(low, "low is null");
        requireNonNull(high, "high is null");
    }

    /// Empty if an arm has nobody in it.
    static Optional<Uplift> of(long treated, long treatedConverted, long control, long controlConverted)
    {
        Counts.checkPart("uplift", "treated_converted", treatedConverted, "treated", treated);
        Counts.checkPart("uplift", "control_converted", controlConverted, "control", control);
        if (treated == 0 || control == 0) {
            return Optional.empty();
        }
        double treatedRate = (double) treatedConverted / treated;
        double controlRate = (double) controlConverted / control;
        double lift = treatedRate - controlRate;
        double pooledRate = ((double) treatedConverted + controlConverted) / ((double) treated + control);
        double pooledVariance = pooledRate * (1 - pooledRate) * (1.0 / treated + 1.0 / control);
        double variance = treatedRate * (1 - treatedRate) / treated + controlRate * (1 - controlRate) / control;
        OptionalDouble z = pooledVariance > 0 ? OptionalDouble.of(lift / Math.sqrt(pooledVariance)) : OptionalDouble.empty();
        double margin = QUANTILE * Math.sqrt(variance);
        return Optional.of(new Uplift(
                lift,
                controlConverted == 0 ? OptionalDouble.empty() : OptionalDouble.of(lift / controlRate),
                z,
                z.isPresent() ? OptionalDouble.of(2 * NORMAL.survivalProbability(Math.abs(z.getAsDouble()))) : OptionalDouble.empty(),
                variance > 0 ? OptionalDouble.of(lift - margin) : OptionalDouble.empty(),
                variance > 0 ? OptionalDouble.of(lift + margin) : OptionalDouble.empty()));
    }
}
