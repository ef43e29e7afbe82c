package dev.trinocrowd.retention;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.trinocrowd.bitmap.Bitmap;
import dev.trinocrowd.bitmap.BitmapRanges;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;

import static dev.trinocrowd.retention.CurveMode.BRACKET;
import static dev.trinocrowd.retention.CurveMode.ON;
import static dev.trinocrowd.retention.CurveMode.ON_OR_AFTER;
import static dev.trinocrowd.retention.CurveMode.ON_OR_BEFORE;
import static dev.trinocrowd.retention.CurveMode.STREAK;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestCurveCounts
{
    private static final ImmutableList<CurveMode> MODES = ImmutableList.copyOf(CurveMode.values());

    @Test
    void agreesWithTheDefinition()
    {
        agreeWithTheDefinition(6_000);
    }

    @Test
    @Tag("nightly")
    void agreesWithTheDefinitionInManyStreams()
    {
        agreeWithTheDefinition(100_000);
    }

    private static void agreeWithTheDefinition(int streams)
    {
        for (long seed = 0; seed < streams; seed++) {
            Random random = new Random(seed);
            int span = 1 + random.nextInt(60);
            CurveSettings settings = settings(random, span);
            int users = random.nextInt(4);
            CurveCounts counts = new CurveCounts(settings);
            CurveCounts other = new CurveCounts(settings);
            long[] entries = new long[settings.cells()];
            long[] retained = new long[settings.cells()];
            long[] completeEntries = new long[settings.cells()];
            long[] completeRetained = new long[settings.cells()];
            StringBuilder story = new StringBuilder();
            for (int user = 0; user < users; user++) {
                NavigableSet<Long> entry = random.nextBoolean() ? new TreeSet<>(set(random, span, 1)) : set(random, span, random.nextInt(8));
                NavigableSet<Long> activity = random.nextInt(3) == 0 ? entry : set(random, span, random.nextInt(1 + span));
                story.append(entry).append(" -> ").append(activity).append("; ");
                (random.nextBoolean() ? counts : other).add(ranges(entry), ranges(activity));
                for (int cell = 0; cell < settings.cells(); cell++) {
                    for (long e : entry) {
                        boolean isComplete = settings.asOf().isEmpty() || last(settings, cell) + e < settings.asOf().getAsLong();
                        boolean isRetained = isRetained(settings, cell, e, activity);
                        entries[cell]++;
                        retained[cell] += isRetained ? 1 : 0;
                        completeEntries[cell] += isComplete ? 1 : 0;
                        completeRetained[cell] += isComplete && isRetained ? 1 : 0;
                    }
                }
            }
            counts.add(CurveCounts.deserialize(other.serialize()));
            for (int cell = 0; cell < settings.cells(); cell++) {
                String as = "seed %s, %s, cell %s: %s".formatted(seed, settings, cell, story);
                boolean isComplete = settings.asOf().isEmpty() || completeEntries[cell] > 0;
                assertThat(counts.isComplete(cell)).as(as).isEqualTo(isComplete);
                assertThat(counts.entries(cell)).as(as).isEqualTo(isComplete ? completeEntries[cell] : entries[cell]);
                assertThat(counts.retained(cell)).as(as).isEqualTo(isComplete ? completeRetained[cell] : retained[cell]);
            }
        }
    }

    private static boolean isRetained(CurveSettings settings, int cell, long entry, NavigableSet<Long> activity)
    {
        long k = settings.offset(cell);
        return switch (settings.mode()) {
            case ON -> activity.contains(entry + k);
            case ON_OR_AFTER -> activity.ceiling(entry + k) != null;
            case ON_OR_BEFORE -> k == 0 ? activity.contains(entry) : !activity.subSet(entry + 1, true, entry + k, true).isEmpty();
            case STREAK -> k == 0 ? activity.contains(entry) : activity.subSet(entry + 1, true, entry + k, true).size() == k;
            case BRACKET -> !activity.subSet(entry + k, true, entry + settings.offset(cell + 1), false).isEmpty();
        };
    }

    private static long last(CurveSettings settings, int cell)
    {
        return settings.mode() == BRACKET ? settings.offset(cell + 1) - 1 : settings.offset(cell);
    }

    private static CurveSettings settings(Random random, int span)
    {
        CurveMode mode = MODES.get(random.nextInt(MODES.size()));
        NavigableSet<Long> offsets = set(random, span + 5, 1 + random.nextInt(8));
        offsets.add(random.nextBoolean() ? 0 : span + 1L);
        offsets.add(1L);
        OptionalLong asOf = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(2 * span + 2));
        return new CurveSettings(mode, offsets(offsets.stream().mapToLong(Long::longValue).toArray()), asOf);
    }

    private static NavigableSet<Long> set(Random random, int span, int count)
    {
        NavigableSet<Long> set = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            set.add((long) random.nextInt(span));
        }
        return set;
    }

    @Test
    void takesPeriodsAndOffsetsOfAnySize()
    {
        long last = Long.MAX_VALUE;
        for (CurveMode mode : new CurveMode[] {ON, ON_OR_AFTER, ON_OR_BEFORE, STREAK}) {
            CurveCounts counts = new CurveCounts(new CurveSettings(mode, offsets(0, 1, last - 1, last), OptionalLong.of(last)));
            counts.add(ranges(0, last), ranges(0, last - 1, last));
            long second = mode == ON_OR_AFTER ? 1 : 0;
            long third = mode == STREAK ? 0 : 1;
            assertThat(counts.retained(0)).as("%s at 0", mode).isEqualTo(1);
            assertThat(counts.retained(1)).as("%s at 1", mode).isEqualTo(second);
            assertThat(counts.retained(2)).as("%s at the last but one", mode).isEqualTo(third);
            assertThat(counts.isComplete(2)).isTrue();
            assertThat(counts.isComplete(3)).isFalse();
        }
        CurveCounts brackets = new CurveCounts(new CurveSettings(BRACKET, offsets(0, 1, last), OptionalLong.of(Long.MIN_VALUE)));
        brackets.add(ranges(0), ranges(last - 1));
        assertThat(brackets.retained(0)).isZero();
        assertThat(brackets.retained(1)).isEqualTo(1);
        assertThat(brackets.isComplete(0)).isFalse();
    }

    @Test
    @Timeout(value = 5, unit = MINUTES)
    void aMillionEntriesAreCountedInAMoment()
    {
        long[] every = new long[1_000_000];
        Arrays.setAll(every, i -> 2L * i);
        BitmapRanges ranges = ranges(every);
        long[] offsets = new long[60];
        Arrays.setAll(offsets, i -> i);
        CurveCounts counts = new CurveCounts(new CurveSettings(ON_OR_BEFORE, offsets(offsets), OptionalLong.empty()));
        counts.add(ranges, ranges);
        assertThat(counts.retained(1)).isZero();
        assertThat(counts.retained(2)).isEqualTo(999_999);
        assertThat(counts.retained(59)).isEqualTo(999_999);
    }

    @Test
    void aUserWithoutAnEntryCountsNothing()
    {
        CurveCounts counts = new CurveCounts(new CurveSettings(ON, offsets(0), OptionalLong.empty()));
        counts.add(ranges(), ranges(1, 2, 3));
        assertThat(counts.entries(0)).isZero();
    }

    @Test
    void settingsAreOneWithinAGroup()
    {
        CurveCounts counts = new CurveCounts(new CurveSettings(ON, offsets(0, 1), OptionalLong.empty()));
        counts.checkSettings(new CurveSettings(ON, offsets(0, 1), OptionalLong.empty()));
        assertThatThrownBy(() -> counts.checkSettings(new CurveSettings(ON, offsets(0, 1), OptionalLong.of(3))))
                .hasMessage("retention_curve offsets, mode and as_of must not change within a group");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ON      | ''  | retention_curve offsets must be 1 to 1000 in mode on, found 0",
        "BRACKET | 7   | retention_curve offsets must be 2 to 1000 in mode bracket, found 1",
        "ON      | -1  | retention_curve offsets must not be negative, found -1",
        "ON      | 0 1 1 | retention_curve offsets must ascend, found 1 after 1",
        "ON      | 0 2 1 | retention_curve offsets must ascend, found 1 after 2"})
    void refuses(CurveMode mode, String offsets, String message)
    {
        long[] numbers = offsets.isEmpty() ? new long[0] : Arrays.stream(offsets.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        assertThatThrownBy(() -> new CurveSettings(mode, offsets(numbers), OptionalLong.empty())).hasMessage(message);
    }

    @Test
    void refusesAnUnknownMode()
    {
        assertThatThrownBy(() -> CurveMode.of("after")).hasMessage("retention_curve mode must be one of on, on_or_after, on_or_before, streak, bracket, found 'after'");
    }

    private static ImmutableLongArray offsets(long... offsets)
    {
        return ImmutableLongArray.copyOf(offsets);
    }

    private static BitmapRanges ranges(NavigableSet<Long> set)
    {
        return ranges(set.stream().mapToLong(Long::longValue).toArray());
    }

    private static BitmapRanges ranges(long... ids)
    {
        BitmapRanges ranges = new BitmapRanges();
        ranges.read(Bitmap.ofSorted(ids, ids.length));
        return ranges;
    }
}
