package dev.trinocrowd.shop.story;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class TestDice
{
    private static final int THROWS = 100_000;

    @Test
    void isSplitMix64()
    {
        // The published first output of SplitMix64 with the seed 1234567.
        assertThat(Dice.mix(1_234_567L + 0x9E37_79B9_7F4A_7C15L)).isEqualTo(6_457_827_717_110_365_317L);
    }

    @Test
    void chanceComesTrueAsOftenAsItSays()
    {
        Dice dice = new Dice().reset(1, 2, 3);
        int hits = 0;
        for (int i = 0; i < THROWS; i++) {
            hits += dice.chance(2_500) ? 1 : 0;
        }
        assertThat(hits).isBetween(24_300, 25_700);
    }

    @Test
    void boundsAreKeptAndReached()
    {
        Dice dice = new Dice().reset(4, 5, 6);
        boolean[] even = new boolean[7];
        boolean[] low = new boolean[7];
        for (int i = 0; i < THROWS; i++) {
            even[dice.below(7)] = true;
            low[dice.low(7)] = true;
        }
        assertThat(even).doesNotContain(false);
        assertThat(low).doesNotContain(false);
    }

    @Test
    void lowNumbersComeMoreOften()
    {
        Dice dice = new Dice().reset(7, 8, 9);
        int lowest = 0;
        for (int i = 0; i < THROWS; i++) {
            lowest += dice.low(100) < 25 ? 1 : 0;
        }
        assertThat(lowest).isBetween(49_000, 51_000);
    }

    @Test
    void everyAttributeHasDiceOfItsOwn()
    {
        Dice dice = new Dice();
        assertThat(new long[] {
            dice.reset(1, 1, 1).next(),
            dice.reset(2, 1, 1).next(),
            dice.reset(1, 2, 1).next(),
            dice.reset(1, 1, 2).next(),
        }).doesNotHaveDuplicates();
    }

    @Test
    void weightsAreKept()
    {
        Weights weights = Weights.of(1, 0, 3);
        Dice dice = new Dice().reset(10, 11, 12);
        int[] picks = new int[3];
        for (int i = 0; i < THROWS; i++) {
            picks[weights.pick(dice)]++;
        }
        assertThat(picks[1]).isZero();
        assertThat(picks[2]).isBetween(74_000, 76_000);
        assertThat(weights.pick(dice, 2, 2)).isEqualTo(2);
    }
}
