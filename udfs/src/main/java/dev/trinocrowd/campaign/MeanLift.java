package dev.trinocrowd.campaign;

import org.apache.commons.statistics.distribution.TDistribution;

import java.util.Optional;
import java.util.OptionalDouble;

import static java.util.Objects.requireNonNull;

/// What a treatment changed in a mean, such as revenue a person: the difference of two means, Welch's test and the 95 % interval.
///
/// The two arms may differ in their variance and in their size.
///
/// @param relativeLift the difference as a share of the control group's mean; empty if that is 0
/// @param t this and what follows is empty if an arm has one person only or neither arm shows any spread
/// @param degreesOfFreedom by Welch and Satterthwaite
/// @param pValue two-sided
record MeanLift(double lift, OptionalDouble relativeLift, OptionalDouble t, OptionalDouble degreesOfFreedom, OptionalDouble pValue, OptionalDouble low, OptionalDouble high)
{
    MeanLift
    {
        requireNonNull(relativeLift, "relativeLift is null");
        requireNonNull(t, "t is null");
        requireNonNull(degreesOfFreedom, "degreesOfFreedom is null");
        requireNonNull(pValue, "pValue is null");
        requireNonNull(low, "low is null");
        requireNonNull(high, "high is null");
    }

    /// Empty if an arm has nobody in it.
    ///
    /// @param treatedVariance of the sample, divided by its size less one
    static Optional<MeanLift> of(long treated, double treatedMean, double treatedVariance, long control, double controlMean, double controlVariance)
    {
        checkArm("treated", treated, treatedMean, treatedVariance);
        checkArm("control", control, controlMean, controlVariance);
        if (treated == 0 || control == 0) {
            return Optional.empty();
        }
        double lift = treatedMean - controlMean;
        OptionalDouble relativeLift = controlMean == 0 ? OptionalDouble.empty() : OptionalDouble.of(lift / controlMean);
        double treatedPart = treatedVariance / treated;
        double controlPart = controlVariance / control;
        double variance = treatedPart + controlPart;
        if (treated == 1 || control == 1 || variance == 0) {
            return Optional.of(new MeanLift(
                    lift,
                    relativeLift,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty()));
        }
        double standardError = Math.sqrt(variance);
        double t = lift / standardError;
        // Of the shares of the variance, whose squares neither overflow nor vanish.
        double degreesOfFreedom = 1 / (square(treatedPart / variance) / (treated - 1) + square(controlPart / variance) / (control - 1));
        TDistribution distribution = TDistribution.of(degreesOfFreedom);
        double margin = distribution.inverseSurvivalProbability(Confidence.TAIL) * standardError;
        return Optional.of(new MeanLift(
                lift,
                relativeLift,
                OptionalDouble.of(t),
                OptionalDouble.of(degreesOfFreedom),
                OptionalDouble.of(2 * distribution.survivalProbability(Math.abs(t))),
                OptionalDouble.of(lift - margin),
                OptionalDouble.of(lift + margin)));
    }

    private static void checkArm(String arm, long size, double mean, double variance)
    {
        Counts.check("mean_lift", arm, size);
        if (!Double.isFinite(mean)) {
            throw new IllegalArgumentException("mean_lift %s_mean must be a finite number, found %s".formatted(arm, mean));
        }
        if (!Double.isFinite(variance) || variance < 0) {
            throw new IllegalArgumentException("mean_lift %s_variance must be a finite number from 0 on, found %s".formatted(arm, variance));
        }
    }

    private static double square(double value)
    {
        return value * value;
    }
}
