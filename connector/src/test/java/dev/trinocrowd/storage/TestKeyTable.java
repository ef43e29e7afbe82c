package dev.trinocrowd.storage;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/// Against a hash map.
final class TestKeyTable
{
    @Test
    void keysHaveTheNumbersOfTheirFirstComing()
    {
        Random random = new Random(20261122);
        KeyTable table = new KeyTable();
        Map<EncodedKey, Integer> expected = new HashMap<>();
        byte[] bytes = new byte[20];
        for (int round = 0; round < 200_000; round++) {
            int length = random.nextInt(4);
            random.nextBytes(bytes);
            EncodedKey key = EncodedKey.of(bytes, 0, length);
            int number = random.nextBoolean() ? table.number(key) : table.number(bytes, length);
            expected.putIfAbsent(key, expected.size());
            assertThat(number).isEqualTo(expected.get(key));
            assertThat(table.key(number)).isEqualTo(key);
            assertThat(table.size()).isEqualTo(expected.size());
        }
    }

    @Test
    void keyThatWasMetIsTheSameObject()
    {
        KeyTable table = new KeyTable();
        EncodedKey first = table.key(table.number("vip".getBytes(StandardCharsets.UTF_8), 3));
        assertThat(table.key(table.number("vipers".getBytes(StandardCharsets.UTF_8), 3))).isSameAs(first);
    }

    @Test
    void numbersAreInTheOrderOfTheirKeys()
    {
        Random random = new Random(4);
        KeyTable table = new KeyTable();
        for (int i = 0; i < 1_000; i++) {
            table.number(EncodedKey.of(Integer.toString(random.nextInt()).getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(Arrays.stream(table.inOrder()).mapToObj(table::key)).doesNotHaveDuplicates().hasSize(table.size()).isSorted();
    }

    @Test
    void roomOfKeysIsCounted()
    {
        KeyTable table = new KeyTable();
        long empty = table.retainedBytes();
        table.number(EncodedKey.of(new byte[10_000]));
        long one = table.retainedBytes();
        assertThat(one - empty).isBetween(10_000L, 10_100L);
        table.number(EncodedKey.of(new byte[10_000]));
        assertThat(table.retainedBytes()).isEqualTo(one);
    }

    @Test
    void keysThatCountHaveHashesThatSpread()
    {
        Set<Integer> hashes = new HashSet<>();
        for (long number = 0; number < 10_000; number++) {
            hashes.add(EncodedKey.of(ByteBuffer.allocate(9).put((byte) 1).putLong(number).array()).hashCode());
        }
        assertThat(hashes).hasSizeGreaterThan(9_990);
    }
}
