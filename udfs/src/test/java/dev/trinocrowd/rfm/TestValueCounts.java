package dev.trinocrowd.rfm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

final class TestValueCounts
{
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void quantilesAreThoseOfTheSortedValues(long seed)
    {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Double> sample = sample(random, 1 + random.nextInt(400));
            ValueCounts counts = countsOf(sample);
            for (int parts = 2; parts <= 5; parts++) {
                for (int part = 1; part < parts; part++) {
                    assertThat(counts.quantile(part, parts))
                            .as("seed %d, round %d, quantile %d/%d", seed, round, part, parts)
                            .isCloseTo(slowQuantile(sample, part, parts), withPercentage(1e-12));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void meanIsTheExactMeanRoundedOnce(long seed)
    {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Double> sample = sample(random, 1 + random.nextInt(400));
            assertThat(countsOf(sample).mean()).as("seed %d, round %d", seed, round).isCloseTo(exactMean(sample), withPercentage(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void bytesDoNotDependOnTheOrderOfRowsAndMerges(long seed)
    {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            List<Double> sample = sample(random, 1 + random.nextInt(2_000));
            byte[] expected = bytes(countsOf(sample));
            List<Double> shuffled = new ArrayList<>(sample);
            Collections.shuffle(shuffled, random);
            assertThat(bytes(mergedInParts(shuffled, random))).as("seed %d, round %d", seed, round).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void bytesGiveTheSameCountsBack(long seed)
    {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            ValueCounts counts = countsOf(sample(random, random.nextInt(500)));
            byte[] bytes = bytes(counts);
            ValueCounts read = ValueCounts.read(ByteBuffer.wrap(bytes));
            assertThat(read.total()).as("seed %d, round %d", seed, round).isEqualTo(counts.total());
            assertThat(bytes(read)).as("seed %d, round %d", seed, round).isEqualTo(bytes);
        }
    }

    @Test
    void manyPartsAreTheirWhole()
    {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            ValueCounts whole = new ValueCounts();
            ValueCounts merged = new ValueCounts();
            int values = 1 + random.nextInt(300);
            int rows = 0;
            for (int part = random.nextInt(60); part >= 0; part--) {
                ValueCounts sent = new ValueCounts();
                for (int row = random.nextInt(10) == 0 ? 200 : random.nextInt(5); row >= 0; row--) {
                    double value = random.nextInt(values);
                    whole.add(value);
                    (random.nextInt(20) == 0 ? merged : sent).add(value);
                    rows++;
                }
                merged.merge(sent);
                if (random.nextInt(20) == 0) {
                    assertThat(merged.quantile(1, 3)).isEqualTo(whole.quantile(1, 3));
                }
            }
            assertThat(merged.total()).isEqualTo(rows);
            assertThat(bytes(merged)).as("round %s", round).isEqualTo(bytes(whole));
        }
    }

    /// Reading the run for each part would take minutes.
    @Test
    @Timeout(20)
    void manySmallPartsTakeLittleMoreThanTheirValues()
    {
        int parts = 40_000;
        int partSize = 50;
        ValueCounts merged = new ValueCounts();
        for (int part = 0; part < parts; part++) {
            ValueCounts sent = new ValueCounts();
            for (int row = 0; row < partSize; row++) {
                sent.add((double) row * parts + part);
            }
            merged.merge(sent);
        }
        assertThat(merged.quantile(1, 2)).isEqualTo((parts * partSize - 1) / 2.0);
    }

    @Test
    void mergingLeavesTheOtherUsable()
    {
        ValueCounts one = countsOf(List.of(1.0, 2.0));
        ValueCounts other = countsOf(List.of(2.0, 5.0));
        one.merge(other);
        one.add(9);
        assertThat(one.total()).isEqualTo(5);
        assertThat(bytes(other)).isEqualTo(bytes(countsOf(List.of(5.0, 2.0))));
    }

    @Test
    void largeCountsSurviveTheirBytes()
    {
        ValueCounts counts = countsOf(List.of(3.0));
        for (int i = 0; i < 40; i++) {
            ValueCounts twin = ValueCounts.read(ByteBuffer.wrap(bytes(counts)));
            counts.merge(twin);
        }
        assertThat(ValueCounts.read(ByteBuffer.wrap(bytes(counts))).total()).isEqualTo(1L << 40);
    }

    @Test
    void negativeZeroIsZero()
    {
        assertThat(bytes(countsOf(List.of(-0.0, 0.0)))).isEqualTo(bytes(countsOf(List.of(0.0, 0.0))));
    }

    @Test
    void meanDoesNotLoseSmallValuesBesideLargeOnes()
    {
        assertThat(countsOf(List.of(1e16, 1.0, 1.0, -1e16)).mean()).isEqualTo(0.5);
    }

    @Test
    void hugeValuesDoNotOverflow()
    {
        ValueCounts counts = countsOf(List.of(-Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE));
        assertThat(counts.mean()).isEqualTo(Double.MAX_VALUE / 2);
        assertThat(countsOf(List.of(-Double.MAX_VALUE, Double.MAX_VALUE)).quantile(1, 2)).isZero();
    }

    @Test
    void memoryFollowsDistinctValuesAndNotRows()
    {
        ValueCounts counts = new ValueCounts();
        for (int i = 0; i < 1_000_000; i++) {
            counts.add(i % 10);
        }
        assertThat(counts.retainedBytes()).isLessThan(2_000);
        assertThat(counts.total()).isEqualTo(1_000_000);
    }

    private static ValueCounts countsOf(List<Double> sample)
    {
        ValueCounts counts = new ValueCounts();
        sample.forEach(counts::add);
        return counts;
    }

    private static ValueCounts mergedInParts(List<Double> sample, Random random)
    {
        List<ValueCounts> parts = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            parts.add(new ValueCounts());
        }
        sample.forEach(value -> parts.get(random.nextInt(parts.size())).add(value));
        ValueCounts merged = parts.removeFirst();
        parts.forEach(merged::merge);
        return merged;
    }

    private static byte[] bytes(ValueCounts counts)
    {
        ByteBuffer out = ByteBuffer.allocate((int) counts.serializedBytes());
        counts.writeTo(out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }

    // few distinct values as of order counts, many as of money, and both signs
    private static List<Double> sample(Random random, int size)
    {
        boolean few = random.nextBoolean();
        List<Double> sample = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            sample.add(few ? (double) random.nextInt(6) : random.nextInt(-20_000, 2_000_000) / 100.0);
        }
        return sample;
    }

    /// The definition: with the values sorted as x[0] … x[n-1], the quantile of p lies at h = (n - 1)·p, between x[⌊h⌋] and x[⌈h⌉].
    private static double slowQuantile(List<Double> sample, int part, int parts)
    {
        List<BigDecimal> sorted = sample.stream().sorted().map(BigDecimal::new).toList();
        BigDecimal rank = BigDecimal.valueOf(sample.size() - 1L).multiply(BigDecimal.valueOf(part)).divide(BigDecimal.valueOf(parts), MathContext.DECIMAL128);
        BigDecimal lower = sorted.get(rank.setScale(0, RoundingMode.FLOOR).intValueExact());
        BigDecimal upper = sorted.get(rank.setScale(0, RoundingMode.CEILING).intValueExact());
        BigDecimal fraction = rank.subtract(rank.setScale(0, RoundingMode.FLOOR));
        return lower.add(upper.subtract(lower).multiply(fraction)).doubleValue();
    }

    private static double exactMean(List<Double> sample)
    {
        BigDecimal sum = sample.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.divide(BigDecimal.valueOf(sample.size()), MathContext.DECIMAL128).doubleValue();
    }
}
