package dev.trinocrowd.campaign;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

final class TestSampleRatio
{
    /// Figures by SciPy 1.17.1, `chisquare`.
    @Test
    void agreesWithKnownFigures()
    {
        assertThat(pValue(counts(6189, 8139), 0.5, 0.5)).isCloseTo(1.1476003862645694e-59, within(1e-68));
        assertThat(pValue(counts(500, 500), 50, 50)).isEqualTo(1);
        assertThat(pValue(counts(3050, 2986, 3058), 34, 33, 33)).isCloseTo(0.4217948149959415, within(1e-12));
        assertThat(pValue(counts(124, 137), 0.5, 0.5)).isCloseTo(0.42100447988052425, within(1e-12));
    }

    @Test
    void anArmWithoutAnybodyIsNoticed()
    {
        assertThat(pValue(counts(1000, 0), 0.9, 0.1)).isCloseTo(5.59455723619152e-26, within(1e-35));
    }

    @Test
    void somebodyWhereNobodyWasPlannedCannotBe()
    {
        assertThat(pValue(counts(500, 500, 1), 0.5, 0.5, 0)).isZero();
        assertThat(pValue(counts(500, 500, 0), 0.5, 0.5, 0)).isEqualTo(1);
        assertThat(pValue(counts(500, 0), 1, 0)).isEqualTo(1);
    }

    @Test
    void nobodyIsNoSample()
    {
        assertThat(SampleRatio.pValue(counts(0, 0), ArmWeights.of(0.5, 0.5))).isEmpty();
    }

    @Test
    void hugeCountsDoNotOverflow()
    {
        assertThat(pValue(counts(Long.MAX_VALUE, Long.MAX_VALUE), 0.5, 0.5)).isEqualTo(1);
    }

    @Test
    void impossibleCountsAreRefused()
    {
        assertThatThrownBy(() -> pValue(counts(1, 2, 3), 0.5, 0.5)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sample_ratio_p takes as many counts as weights, found 3 and 2");
        assertThatThrownBy(() -> pValue(counts(1, -2), 0.5, 0.5)).hasMessage("sample_ratio_p count must not be negative, found -2");
    }

    private static double pValue(long[] counts, double... weights)
    {
        return SampleRatio.pValue(counts, ArmWeights.of(weights)).orElseThrow();
    }

    private static long[] counts(long... counts)
    {
        return counts;
    }
}
