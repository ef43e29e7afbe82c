package dev.trinocrowd.rfm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestRfmDistribution
{
    @ParameterizedTest
    @EnumSource(CutMethod.class)
    void bytesGiveTheSameCutsBack(CutMethod method)
    {
        RfmDistribution distribution = random(method, new Random(1));
        RfmDistribution read = RfmDistribution.deserialize(ByteBuffer.wrap(distribution.serialize()));
        assertThat(read.method()).isEqualTo(method);
        assertThat(read.serialize()).isEqualTo(distribution.serialize());
        assertSameCuts(read.cuts(), distribution.cuts());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void cutsAreThoseOfAllPartsTogether(long seed)
    {
        Random random = new Random(seed);
        RfmDistribution whole = new RfmDistribution(CutMethod.QUARTILE);
        RfmDistribution left = new RfmDistribution(CutMethod.QUARTILE);
        RfmDistribution right = new RfmDistribution(CutMethod.QUARTILE);
        for (int i = 0; i < 500; i++) {
            double recency = random.nextInt(400);
            double frequency = 1 + random.nextInt(5);
            double monetary = random.nextInt(100_000) / 100.0;
            whole.add(recency, frequency, monetary);
            (random.nextBoolean() ? left : right).add(recency, frequency, monetary);
        }
        right.cuts();
        right.merge(left);
        assertThat(right.serialize()).as("seed %d", seed).isEqualTo(whole.serialize());
        assertSameCuts(right.cuts(), whole.cuts());
    }

    @Test
    void cutsFollowRowsThatComeAfterTheyWereAskedFor()
    {
        RfmDistribution distribution = new RfmDistribution(CutMethod.MEAN);
        distribution.add(1, 1, 1);
        distribution.cuts();
        distribution.add(3, 5, 7);
        assertThat(distribution.cuts().recency().values().get(0)).isEqualTo(2);
        assertThat(distribution.cuts().monetary().values().get(0)).isEqualTo(4);
    }

    @Test
    void valuesThatAreNoNumbersAreRefused()
    {
        RfmDistribution distribution = new RfmDistribution(CutMethod.MEAN);
        assertThatThrownBy(() -> distribution.add(Double.NaN, 1, 1)).hasMessage("RFM recency must be a finite number, found NaN");
        assertThatThrownBy(() -> distribution.add(1, Double.POSITIVE_INFINITY, 1)).hasMessage("RFM frequency must be a finite number, found Infinity");
        assertThatThrownBy(() -> distribution.add(1, 1, Double.NEGATIVE_INFINITY)).hasMessage("RFM monetary must be a finite number, found -Infinity");
    }

    @Test
    void moreThanAnArrayHoldsIsRefused()
    {
        assertThat(RfmDistribution.checkSize(Integer.MAX_VALUE - 8L)).isEqualTo(Integer.MAX_VALUE - 8);
        assertThatThrownBy(() -> RfmDistribution.checkSize(Integer.MAX_VALUE - 7L)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "rfm_cuts sends the different values of a group between nodes in at most 2147483639 bytes, found 2147483640: round the measures, or group the customers");
    }

    @Test
    void methodsDoNotMix()
    {
        RfmDistribution mean = random(CutMethod.MEAN, new Random(1));
        RfmDistribution median = random(CutMethod.MEDIAN, new Random(1));
        assertThatThrownBy(() -> mean.merge(median)).hasMessage("rfm_cuts takes one method a group, found 'mean' and 'median'");
        assertThatThrownBy(() -> median.merge(mean)).hasMessage("rfm_cuts takes one method a group, found 'mean' and 'median'");
    }

    @Test
    void everyShorteningOfTheBytesIsRefused()
    {
        byte[] bytes = random(CutMethod.QUINTILE, new Random(2)).serialize();
        for (int length = 0; length < bytes.length; length++) {
            ByteBuffer shortened = ByteBuffer.wrap(bytes, 0, length);
            assertThatThrownBy(() -> RfmDistribution.deserialize(shortened)).as("%d of %d bytes", length, bytes.length).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedBytesAreRefusedOrStillADistribution(long seed)
    {
        Random random = new Random(seed);
        byte[] bytes = random(CutMethod.TERCILE, random).serialize();
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = bytes.clone();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            RfmDistribution read;
            try {
                read = RfmDistribution.deserialize(ByteBuffer.wrap(damaged));
            }
            catch (IllegalArgumentException e) {
                assertThat(e).as("seed %d, round %d", seed, round).hasMessageStartingWith("RFM distribution");
                continue;
            }
            assertThat(RfmDistribution.deserialize(ByteBuffer.wrap(read.serialize())).serialize()).as("seed %d, round %d", seed, round).isEqualTo(read.serialize());
        }
    }

    @Test
    void bytesThatContradictThemselvesAreRefused()
    {
        assertRefused(edited(0, 2), "RFM distribution must be of version 1, found 2");
        assertRefused(edited(1, 99), "RFM distribution must name a known method, found code 99");
        assertRefused(edited(5, -1), "RFM distribution is cut short: its values do not fit into the bytes given");
        // the first value: its exponent is that of NaN
        assertRefused(edited(6, 0x7F, 0xF8), "RFM distribution must hold finite ascending values, found NaN at index 0");
        assertRefused(edited(6, 0x80, 0, 0, 0, 0, 0, 0, 0), "RFM distribution must hold finite ascending values, found -0.0 at index 0");
        // its count
        assertRefused(edited(14, 0), "RFM distribution must hold positive counts that add up to a bigint, found 0 at index 0");
        assertRefused(edited(14, 7), "RFM distribution must hold as many recencies as frequencies and monetary values, found 7, 1 and 1");

        byte[] bytes = single().serialize();
        ByteBuffer longer = ByteBuffer.allocate(bytes.length + 1).put(bytes).rewind();
        assertThatThrownBy(() -> RfmDistribution.deserialize(longer)).hasMessage("RFM distribution must end after its counts, found 1 more bytes");
    }

    private static void assertRefused(byte[] bytes, String message)
    {
        assertThatThrownBy(() -> RfmDistribution.deserialize(ByteBuffer.wrap(bytes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static byte[] edited(int offset, int... bytes)
    {
        byte[] edited = single().serialize();
        for (int i = 0; i < bytes.length; i++) {
            edited[offset + i] = (byte) bytes[i];
        }
        return edited;
    }

    private static RfmDistribution single()
    {
        RfmDistribution distribution = new RfmDistribution(CutMethod.MEAN);
        distribution.add(3, 1, 20);
        return distribution;
    }

    private static RfmDistribution random(CutMethod method, Random random)
    {
        RfmDistribution distribution = new RfmDistribution(method);
        for (int i = 0; i < 300; i++) {
            distribution.add(random.nextInt(365), 1 + random.nextInt(4), random.nextInt(50_000) / 100.0);
        }
        return distribution;
    }

    private static void assertSameCuts(RfmCuts actual, RfmCuts expected)
    {
        assertThat(actual.recency().values()).isEqualTo(expected.recency().values());
        assertThat(actual.frequency().values()).isEqualTo(expected.frequency().values());
        assertThat(actual.monetary().values()).isEqualTo(expected.monetary().values());
    }
}
