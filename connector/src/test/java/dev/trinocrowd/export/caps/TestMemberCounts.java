package dev.trinocrowd.export.caps;

import dev.trinocrowd.algebra.IdSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/// Counts against maps of members.
final class TestMemberCounts
{
    private static final long SEED = 20261122;
    private static final int MOST_DAYS = 40;

    @Test
    void countsAgreeWithMaps()
    {
        LongStream.range(0, 200).forEach(round -> check(new Random(SEED + round), "seed " + (SEED + round)));
    }

    @Tag("nightly")
    @Test
    void countsAgreeWithMapsAtLength()
    {
        long seed = System.nanoTime();
        LongStream.range(seed, seed + 20_000).forEach(round -> check(new Random(round), "seed " + round));
    }

    private static void check(Random random, String description)
    {
        Map<Long, Integer> left = new HashMap<>();
        Map<Long, Integer> right = new HashMap<>();
        MemberCounts leftCounts = counts(random, left);
        MemberCounts rightCounts = counts(random, right);
        assertSame(leftCounts, left, description);
        MemberCounts leftBitmaps = new DigitCounts(digits(leftCounts));
        MemberCounts rightBitmaps = new DigitCounts(digits(rightCounts));
        assertSame(leftBitmaps, left, description);
        assertSame(new DigitCounts(digits(leftBitmaps)), left, description);
        assertSame(SortedCounts.ofDigits(digits(leftCounts)), left, description);
        assertSame(MemberCounts.ofDigits(digits(leftCounts)), left, description);
        assertSame(new DigitCounts(((SortedCounts) leftCounts).toDigits()), left, description);

        Map<Long, Integer> even = new HashMap<>(left);
        even.keySet().removeIf(member -> member % 2 != 0);
        assertSame(leftCounts.only(member -> member % 2 == 0), even, description);
        assertSame(leftBitmaps.only(member -> member % 2 == 0), even, description);
        even.forEach((member, count) -> assertThat(leftBitmaps.atLeast(candidate -> candidate % 2 == 0).count(member)).as(description).isEqualTo(count));

        right.forEach((member, count) -> left.merge(member, count, Integer::sum));
        assertSame(leftCounts.plus(rightCounts), left, description);
        assertSame(leftBitmaps.plus(rightBitmaps), left, description);
        assertSame(leftCounts.plus(rightBitmaps), left, description);
        assertSame(leftBitmaps.plus(rightCounts), left, description);
    }

    private static List<IdSet> digits(MemberCounts counts)
    {
        List<IdSet> digits = new ArrayList<>();
        for (int digit = 0; digit < counts.digits(); digit++) {
            LongStream.Builder members = LongStream.builder();
            counts.forEach(digit, members::add);
            digits.add(IdSet.of(members.build().toArray()));
        }
        return digits;
    }

    private static MemberCounts counts(Random random, Map<Long, Integer> counts)
    {
        MemberCounts[] sum = {MemberCounts.EMPTY};
        CountBuffer buffer = new CountBuffer(part -> sum[0] = sum[0].plus(part));
        int rows = random.nextInt(3) == 0 ? random.nextInt(3_000) : random.nextInt(30);
        for (int i = 0; i < rows; i++) {
            long member = member(random);
            buffer.add(member);
            counts.merge(member, 1, Integer::sum);
        }
        buffer.flush();
        return sum[0];
    }

    private static long member(Random random)
    {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(20);
            case 1 -> random.nextInt(200_000);
            default -> (random.nextInt(5) * 0x1234_5678_9ABCL + random.nextInt(3)) & Long.MAX_VALUE;
        };
    }

    private static void assertSame(MemberCounts counts, Map<Long, Integer> expected, String description)
    {
        expected.forEach((member, count) -> assertThat(counts.count(member)).as("%s, member %s", description, member).isEqualTo(count));
        for (long member = 0; member < 25; member++) {
            assertThat(counts.count(member)).as("%s, member %s", description, member).isEqualTo(expected.getOrDefault(member, 0));
        }
        assertThat(counts.size()).as(description).isEqualTo(expected.size());
    }

    @Test
    void aCountStaysTheLargestThatThereIs()
    {
        List<IdSet> digits = new ArrayList<>(Collections.nCopies(30, IdSet.EMPTY));
        digits.add(IdSet.of(7));
        checkLargest(SortedCounts.ofDigits(digits));
        checkLargest(new DigitCounts(digits));
    }

    private static void checkLargest(MemberCounts large)
    {
        assertThat(large.plus(large).count(7)).isEqualTo(Integer.MAX_VALUE);
        assertThat(large.plus(large).plus(large).count(7)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void neighboursAreKeptAsBitmapsAndOthersAsArrays()
    {
        long[] dense = LongStream.range(0, 100_000).toArray();
        long[] sparse = LongStream.range(0, 100_000).map(id -> id << 20).toArray();
        assertThat(MemberCounts.ofDigits(List.of(IdSet.of(dense))).retainedBytes()).isLessThan(20_000);
        assertThat(MemberCounts.ofDigits(List.of(IdSet.of(sparse))).retainedBytes()).isLessThan(1_201_000);
    }

    @Test
    void aWindowHasWhatWasGotOnItsDays()
    {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            List<Cap> caps = new ArrayList<>();
            for (Period period : Period.values()) {
                if (random.nextBoolean()) {
                    caps.add(new Cap(period, 1));
                }
            }
            CapWindow window = new CapWindow(caps);
            Map<Period, Map<Long, Integer>> expected = new HashMap<>();
            caps.forEach(cap -> expected.put(cap.period(), new HashMap<>()));
            for (int i = 0; i < 50; i++) {
                int age = random.nextInt(MOST_DAYS) - 1;
                long member = random.nextInt(5);
                window.add(age, MemberCounts.ofRepeated(new long[] {member}, 1));
                caps.stream().filter(cap -> age < cap.period().days()).forEach(cap -> expected.get(cap.period()).merge(member, 1, Integer::sum));
                assertThat(window.covers(age)).isEqualTo(caps.stream().anyMatch(cap -> age < cap.period().days()));
            }
            List<MemberCounts> found = window.finish();
            assertThat(found).hasSameSizeAs(caps);
            for (int i = 0; i < caps.size(); i++) {
                assertSame(found.get(i), expected.get(caps.get(i).period()), "round " + round);
            }
        }
    }
}
