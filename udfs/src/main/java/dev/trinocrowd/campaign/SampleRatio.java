package dev.trinocrowd.campaign;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

import java.util.OptionalDouble;

/// Whether the arms of a campaign came out as large as they were planned: Pearson's chi-square test of goodness of fit.
final class SampleRatio
{
    private SampleRatio()
    {}

    /// The chance to see sizes that are off the plan at least as much; empty if there is nobody.
    static OptionalDouble pValue(long[] counts, ArmWeights plan)
    {
        if (counts.length != plan.arms()) {
            throw new IllegalArgumentException("sample_ratio_p takes as many counts as weights, found %s and %s".formatted(counts.length, plan.arms()));
        }
        double people = 0;
        for (long count : counts) {
            Counts.check("sample_ratio_p", "count", count);
            people += count;
        }
        if (people == 0) {
            return OptionalDouble.empty();
        }
        double chiSquare = 0;
        int plannedArms = 0;
        for (int arm = 0; arm < counts.length; arm++) {
            double expected = people * plan.share(arm);
            if (expected > 0) {
                double difference = counts[arm] - expected;
                chiSquare += difference * difference / expected;
                plannedArms++;
            }
            else if (counts[arm] > 0) {
                // Somebody in an arm that nobody was to be in.
                return OptionalDouble.of(0);
            }
        }
        return OptionalDouble.of(plannedArms == 1 ? 1 : ChiSquaredDistribution.of(plannedArms - 1).survivalProbability(chiSquare));
    }
}
