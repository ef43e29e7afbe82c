package dev.trinocrowd.period;

import dev.trinocrowd.bitmap.Bitmap;
import io.airlift.slice.Slice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestPeriodGroups
{
    private static final long SETTING = -7;

    @Test
    void holdsTheSetThatWasAdded()
    {
        agreeWithSets(5_000);
    }

    @Test
    @Tag("nightly")
    void holdsTheSetThatWasAddedInManyStreams()
    {
        agreeWithSets(100_000);
    }

    private static void agreeWithSets(int streams)
    {
        for (long seed = 0; seed < streams; seed++) {
            Random random = new Random(seed);
            List<Long> periods = periods(random);
            Slice expected = expected(periods);

            PeriodGroups groups = groups(3);
            for (long period : periods) {
                groups.add(1, SETTING, period);
                groups.add(2, SETTING, period);
            }
            assertThat(groups.bitmap(1).slice()).as("seed %s: %s", seed, periods).isEqualTo(expected);
            assertThat(groups.bitmap(2).slice()).isEqualTo(expected);
            assertThat(groups.bitmap(0).isEmpty()).isTrue();

            Collections.shuffle(periods, random);
            assertThat(merged(periods, random).bitmap(0).slice()).as("seed %s merged: %s", seed, periods).isEqualTo(expected);
            assertThat(groups.copy().bitmap(1).slice()).isEqualTo(expected);
        }
    }

    /// Several states that travel as bytes, into one state that is used again and again, and meet.
    private static PeriodGroups merged(List<Long> periods, Random random)
    {
        PeriodGroups target = groups(1);
        PeriodGroups travelling = groups(1);
        int parts = 1 + random.nextInt(4);
        for (int part = 0; part < parts; part++) {
            PeriodGroups source = groups(1);
            for (int i = part; i < periods.size(); i += parts) {
                source.add(0, SETTING, periods.get(i));
            }
            Slice bytes = source.serialize(0);
            if (bytes.length() > 0) {
                travelling.deserialize(0, bytes);
                assertThat(travelling.serialize(0)).isEqualTo(bytes);
                target.addAll(0, travelling, 0);
            }
        }
        return target;
    }

    private static List<Long> periods(Random random)
    {
        List<Long> periods = new ArrayList<>();
        long base = switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE - 2_000_000;
            default -> random.nextInt(20_000);
        };
        int count = random.nextInt(3) == 0 ? random.nextInt(600) : random.nextInt(12);
        long span = switch (random.nextInt(5)) {
            case 0 -> 40;
            case 1 -> 70;
            case 2 -> 700;
            case 3 -> 20_000;
            default -> 2_000_000;
        };
        for (int i = 0; i < count; i++) {
            periods.add(base + random.nextLong(span));
        }
        return periods;
    }

    private static Slice expected(List<Long> periods)
    {
        NavigableSet<Long> set = new TreeSet<>(periods);
        return Bitmap.ofSorted(set.stream().mapToLong(Long::longValue).toArray(), set.size()).slice();
    }

    @Test
    void manyPeriodsCostWhatTheirBitsCost()
    {
        PeriodGroups groups = groups(1);
        for (long period = 0; period < 5_000_000; period++) {
            groups.add(0, SETTING, 5_000_000 - period);
        }
        assertThat(groups.bitmap(0).cardinality()).isEqualTo(5_000_000);
        assertThat(groups.retainedBytes()).isLessThan(20_000_000);
    }

    @Test
    void aUserOfAFewDaysTakesSixteenBytesAndOneOfAYearTwiceAHundred()
    {
        PeriodGroups groups = groups(100_000);
        long empty = groups.retainedBytes();
        for (int group = 0; group < 100_000; group++) {
            for (int i = 0; i < 20; i++) {
                groups.add(group, SETTING, 19_000 + 3 * i);
            }
        }
        assertThat(groups.retainedBytes()).isEqualTo(empty).isBetween(1_600_000L, 1_601_000L);
        for (int group = 0; group < 100_000; group++) {
            for (int i = 0; i < 73; i++) {
                groups.add(group, SETTING, 19_000 + 5 * i);
            }
        }
        assertThat(groups.retainedBytes()).isLessThan(11_000_000);
    }

    @Test
    void groupsMayDifferInTheirUnits()
    {
        PeriodGroups groups = groups(3);
        groups.add(0, 1, 10);
        groups.add(1, 2, 20);
        groups.add(2, 1, 30);
        groups.add(1, 2, 21);
        assertThat(groups.bitmap(1).cardinality()).isEqualTo(2);
        assertThatThrownBy(() -> groups.add(0, 2, 11)).hasMessage("active_periods unit, zone or length must not change within a group, found 2 and 1");
        assertThatThrownBy(() -> groups.add(1, 1, 11)).hasMessage("active_periods unit, zone or length must not change within a group, found 2 and 1");
    }

    @Test
    void statesOfDifferentUnitsDoNotMerge()
    {
        PeriodGroups left = groups(1);
        left.add(0, 1, 10);
        PeriodGroups right = groups(1);
        right.add(0, 2, 10);
        PeriodGroups travelled = groups(1);
        travelled.deserialize(0, right.serialize(0));
        assertThatThrownBy(() -> left.addAll(0, travelled, 0)).hasMessage("active_periods unit, zone or length must not change within a group, found 2 and 1");
    }

    @Test
    void refusesANegativePeriod()
    {
        assertThatThrownBy(() -> groups(1).add(0, 1, -3))
                .hasMessage("active_periods needs periods from 0 on, because a bitmap holds no negative number: found -3, which is before 1970 or negative (1)");
    }

    @Test
    void settingsAreToldByName()
    {
        assertThat(PeriodSetting.text(1)).isEqualTo("1");
        for (PeriodUnit unit : PeriodUnit.values()) {
            assertThat(PeriodSetting.text(PeriodSetting.rolling(unit))).isEqualTo(unit.sqlName());
            assertThat(PeriodSetting.text(PeriodSetting.calendar(unit, PeriodArguments.zone("UTC")))).isEqualTo(unit.sqlName() + " in UTC");
            assertThat(PeriodSetting.text(PeriodSetting.calendar(unit, PeriodArguments.zone("Asia/Shanghai")))).isEqualTo(unit.sqlName() + " in Asia/Shanghai");
        }
    }

    private static PeriodGroups groups(int count)
    {
        PeriodGroups groups = new PeriodGroups(Long::toString);
        groups.ensureCapacity(count);
        return groups;
    }
}
