package dev.trinocrowd.rfm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestRfmCuts
{
    @Test
    void valueOnACutBelongsBelowIt()
    {
        RfmCuts cuts = new RfmCuts(Cuts.of(10, 20), Cuts.of(1, 2), Cuts.of(50, 100));
        assertThat(cuts.score(10, 1, 50)).isEqualTo(311);
        assertThat(cuts.score(10.1, 1.5, 50.01)).isEqualTo(222);
        assertThat(cuts.score(21, 3, 101)).isEqualTo(133);
    }

    @Test
    void equalCutsLeaveTheLevelsBetweenThemEmpty()
    {
        RfmCuts cuts = new RfmCuts(Cuts.of(10), Cuts.of(1, 1, 2, 4), Cuts.of(50));
        assertThat(cuts.score(1, 1, 1)).isEqualTo(211);
        assertThat(cuts.score(1, 2, 1)).isEqualTo(231);
        assertThat(cuts.score(1, 3, 1)).isEqualTo(241);
        assertThat(cuts.score(1, 5, 1)).isEqualTo(251);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void levelsCountTheCutsStrictlyBelow(long seed)
    {
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            double[] recencyCuts = sortedCuts(random);
            double[] frequencyCuts = sortedCuts(random);
            double[] monetaryCuts = sortedCuts(random);
            int recency = random.nextInt(12);
            int frequency = random.nextInt(12);
            int monetary = random.nextInt(12);
            long expected = 100 * (recencyCuts.length + 1 - below(recencyCuts, recency)) + 10 * (1 + below(frequencyCuts, frequency)) + 1 + below(monetaryCuts, monetary);
            assertThat(new RfmCuts(Cuts.of(recencyCuts), Cuts.of(frequencyCuts), Cuts.of(monetaryCuts)).score(recency, frequency, monetary))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo((int) expected);
        }
    }

    @Test
    void classesPutTheCutOnTheBetterSideForRecencyOnly()
    {
        RfmCuts cuts = new RfmCuts(Cuts.of(30), Cuts.of(2), Cuts.of(100));
        assertThat(cuts.classOf(30, 3, 101)).isEqualTo(RfmClass.IMPORTANT_VALUE);
        assertThat(cuts.classOf(30, 2, 101)).isEqualTo(RfmClass.IMPORTANT_DEVELOPMENT);
        assertThat(cuts.classOf(31, 3, 101)).isEqualTo(RfmClass.IMPORTANT_RETENTION);
        assertThat(cuts.classOf(31, 2, 101)).isEqualTo(RfmClass.IMPORTANT_WIN_BACK);
        assertThat(cuts.classOf(30, 3, 100)).isEqualTo(RfmClass.GENERAL_VALUE);
        assertThat(cuts.classOf(30, 2, 100)).isEqualTo(RfmClass.GENERAL_DEVELOPMENT);
        assertThat(cuts.classOf(31, 3, 100)).isEqualTo(RfmClass.GENERAL_RETENTION);
        assertThat(cuts.classOf(31, 2, 100)).isEqualTo(RfmClass.GENERAL_WIN_BACK);
    }

    @Test
    void classesTakeOneCutAMeasure()
    {
        RfmCuts cuts = new RfmCuts(Cuts.of(30), Cuts.of(1, 2), Cuts.of(100));
        assertThatThrownBy(() -> cuts.classOf(1, 1, 1)).hasMessage("rfm_class takes one cut a measure, as methods mean and median give, found 2 for frequency");
    }

    @Test
    void valuesThatAreNoNumbersAreRefused()
    {
        RfmCuts cuts = new RfmCuts(Cuts.of(30), Cuts.of(2), Cuts.of(100));
        assertThatThrownBy(() -> cuts.score(Double.NaN, 1, 1)).hasMessage("RFM recency must be a finite number, found NaN");
        assertThatThrownBy(() -> cuts.score(1, Double.NaN, 1)).hasMessage("RFM frequency must be a finite number, found NaN");
        assertThatThrownBy(() -> cuts.classOf(1, 1, Double.POSITIVE_INFINITY)).hasMessage("RFM monetary must be a finite number, found Infinity");
    }

    @Test
    void cutsThatCannotBeAreRefused()
    {
        assertThatThrownBy(Cuts::of).hasMessage("RFM takes 1 to 8 cuts a measure, found 0");
        assertThatThrownBy(() -> Cuts.of(1, 2, 3, 4, 5, 6, 7, 8, 9)).hasMessage("RFM takes 1 to 8 cuts a measure, found 9");
        assertThatThrownBy(() -> Cuts.of(1, 3, 2)).hasMessage("RFM cuts must ascend, found 2.0 after 3.0");
        assertThatThrownBy(() -> Cuts.of(1, Double.NaN)).hasMessage("RFM cuts must be finite numbers, found NaN");
    }

    private static double[] sortedCuts(Random random)
    {
        double[] cuts = random.ints(1 + random.nextInt(8), 0, 12).asDoubleStream().toArray();
        Arrays.sort(cuts);
        return cuts;
    }

    private static long below(double[] cuts, double value)
    {
        return Arrays.stream(cuts).filter(cut -> cut < value).count();
    }
}
