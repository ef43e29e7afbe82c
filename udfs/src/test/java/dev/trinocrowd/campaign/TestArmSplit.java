package dev.trinocrowd.campaign;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

import static io.airlift.slice.Slices.utf8Slice;
import static org.assertj.core.api.Assertions.assertThat;

final class TestArmSplit
{
    private static final int PEOPLE = 200_000;
    /// Fixed ids and salts give fixed arms, so that what passes once passes always.
    private static final double SUSPICIOUS = 1e-4;

    /// Places as Python finds them: `xxhash.xxh64(struct.pack('<i', len(salt)) + salt + struct.pack('<q', id)).intdigest() >> 32`.
    @ParameterizedTest
    @CsvSource({
        "1,                   618,         0.7442942310590297",
        "1,                   '',          0.9742830879986286",
        "1,                   summer sale, 0.08858812716789544",
        "2,                   618,         0.7173007717356086",
        "2,                   summer sale, 0.8317714899312705",
        "3,                   618,         0.013103627366945148",
        "-1,                  618,         0.14633368817158043",
        "4611686018427387904, '',          0.5479344322811812",
        "4611686018427387904, summer sale, 0.18497721967287362"})
    void placesOfNumbersAreThoseOfOtherXxHash64(long id, String salt, double place)
    {
        assertThat(split(salt, place, 1 - place).armOf(id)).isEqualTo(2);
        assertThat(split(salt, place + 1e-8, 1 - place - 1e-8).armOf(id)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ada, 618,         0.9323454056866467",
        "ada, '',          0.5956024639308453",
        "赵,  618,         0.7145462881308049",
        "赵,  summer sale, 0.5900346646085382",
        "'',  618,         0.5796655339654535",
        "'',  '',          0.23021930386312306"})
    void placesOfTextsAreThoseOfOtherXxHash64(String id, String salt, double place)
    {
        assertThat(split(salt, place, 1 - place).armOf(utf8Slice(id))).isEqualTo(2);
        assertThat(split(salt, place + 1e-8, 1 - place - 1e-8).armOf(utf8Slice(id))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "618", "spring", "a much longer salt than one would use, with spaces"})
    void armsAreAsLargeAsPlanned(String salt)
    {
        Random random = new Random(7);
        for (IntToLongFunction ids : new IntToLongFunction[] {i -> i, i -> 64L * i, i -> (long) i << 40, _ -> random.nextLong()}) {
            assertThat(SampleRatio.pValue(sizes(salt, ids, 0.1, 0.2, 0.3, 0.4), ArmWeights.of(0.1, 0.2, 0.3, 0.4)).orElseThrow()).isGreaterThan(SUSPICIOUS);
        }
        long[] texts = new long[2];
        for (int i = 0; i < PEOPLE; i++) {
            texts[split(salt, 0.5, 0.5).armOf(utf8Slice("user-" + i)) - 1]++;
        }
        assertThat(SampleRatio.pValue(texts, ArmWeights.of(0.5, 0.5)).orElseThrow()).isGreaterThan(SUSPICIOUS);
    }

    @Test
    void smallArmsOfManyAreAsLargeAsPlanned()
    {
        double[] weights = IntStream.range(0, 1000).mapToDouble(_ -> 0.001).toArray();
        assertThat(SampleRatio.pValue(sizes("many", i -> i, weights), ArmWeights.of(weights)).orElseThrow()).isGreaterThan(SUSPICIOUS);
    }

    @Test
    void splitsBySaltsDoNotDependOnEachOther()
    {
        String[] salts = {"", "a", "b", "aa", "618", "619", "spring 2025", "spring 2026"};
        for (int left = 0; left < salts.length; left++) {
            for (int right = left + 1; right < salts.length; right++) {
                assertThat(independence(salts[left], salts[right])).as("'%s' and '%s'", salts[left], salts[right]).isGreaterThan(SUSPICIOUS);
            }
        }
    }

    @Test
    void theSaltDoesNotRunIntoTheId()
    {
        ArmSplit left = split("a", thousandArms());
        ArmSplit right = split("a1", thousandArms());
        int same = 0;
        for (int i = 0; i < 1000; i++) {
            same += left.armOf(utf8Slice("1" + i)) == right.armOf(utf8Slice(Integer.toString(i))) ? 1 : 0;
        }
        assertThat(same).isLessThan(10);
    }

    @Test
    void givingFromOneArmToTheNextMovesNobodyElse()
    {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            double first = random.nextDouble() * 0.5;
            double second = random.nextDouble() * 0.5;
            double given = second * random.nextDouble();
            double third = 1 - first - second;
            ArmSplit before = split("rollout", first, second, third);
            ArmSplit after = split("rollout", first, second - given, third + given);
            for (long id = 0; id < 1_000; id++) {
                int arm = before.armOf(id);
                if (arm == 2) {
                    assertThat(after.armOf(id)).isBetween(2, 3);
                }
                else {
                    assertThat(after.armOf(id)).isEqualTo(arm);
                }
            }
        }
    }

    @Test
    void sharesAddUpAsOnPaper()
    {
        // 0.05 ten times falls short of 0.5, and 0.1 three times goes beyond 0.3
        double[] twentieths = IntStream.range(0, 20).mapToDouble(_ -> 0.05).toArray();
        assertThat(ArmSplit.ends(ArmWeights.of(twentieths))[9]).isEqualTo(1L << 31);
        assertThat(ArmSplit.ends(ArmWeights.of(0.1, 0.1, 0.1, 0.7))[2]).isEqualTo(ArmSplit.ends(ArmWeights.of(30, 70))[0]);
        assertThat(ArmSplit.ends(ArmWeights.of(0.25, 0.75, 0))).containsExactly(1L << 30, 1L << 32, 1L << 32);
    }

    @Test
    void armsWithoutAShareStayEmpty()
    {
        ArmSplit split = split("s", 0, 0.5, 0, 0.5, 0, 0);
        for (long id = 0; id < 100_000; id++) {
            assertThat(split.armOf(id)).isIn(2, 4);
        }
        assertThat(split("s", 1).armOf(1)).isEqualTo(1);
    }

    @Test
    void aLongSaltIsHashedToItsEnd()
    {
        String long1 = "x".repeat(10_000) + "1";
        String long2 = "x".repeat(10_000) + "2";
        assertThat(independence(long1, long2)).isGreaterThan(SUSPICIOUS);
    }

    /// The p-value of the chi-square test over a table of the arms by one salt and by the other.
    private static double independence(String leftSalt, String rightSalt)
    {
        ArmSplit left = split(leftSalt, 0.5, 0.3, 0.2);
        ArmSplit right = split(rightSalt, 0.5, 0.3, 0.2);
        int people = PEOPLE / 4;
        double[][] table = new double[3][3];
        for (long id = 0; id < people; id++) {
            table[left.armOf(id) - 1][right.armOf(id) - 1]++;
        }
        double chiSquare = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double row = table[i][0] + table[i][1] + table[i][2];
                double column = table[0][j] + table[1][j] + table[2][j];
                double expected = row * column / people;
                chiSquare += Math.pow(table[i][j] - expected, 2) / expected;
            }
        }
        return ChiSquaredDistribution.of(4).survivalProbability(chiSquare);
    }

    private static long[] sizes(String salt, IntToLongFunction ids, double... weights)
    {
        ArmSplit split = split(salt, weights);
        long[] sizes = new long[weights.length];
        for (int i = 0; i < PEOPLE; i++) {
            sizes[split.armOf(ids.applyAsLong(i)) - 1]++;
        }
        return sizes;
    }

    private static double[] thousandArms()
    {
        return IntStream.range(0, 1000).mapToDouble(_ -> 0.1).toArray();
    }

    private static ArmSplit split(String salt, double... weights)
    {
        return ArmSplit.of(salt, weights);
    }
}
