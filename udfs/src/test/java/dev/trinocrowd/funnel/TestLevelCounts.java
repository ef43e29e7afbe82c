package dev.trinocrowd.funnel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestLevelCounts
{
    @Test
    void aUserReachedAllStepsUpToHisLevel()
    {
        LevelCounts counts = new LevelCounts(3);
        for (long level : new long[] {0, 1, 1, 2, 3, 3, 3}) {
            counts.add(level);
        }
        assertThat(counts.reached(1)).isEqualTo(6);
        assertThat(counts.reached(2)).isEqualTo(4);
        assertThat(counts.reached(3)).isEqualTo(3);
    }

    @Test
    void countsAddUp()
    {
        LevelCounts counts = new LevelCounts(2);
        counts.add(1);
        LevelCounts other = new LevelCounts(2);
        other.add(1);
        other.add(2);
        counts.add(other);
        assertThat(counts.reached(1)).isEqualTo(3);
        assertThat(counts.reached(2)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, 0, 64, Long.MAX_VALUE})
    void theNumberOfStepsIsLimited(long steps)
    {
        assertThatThrownBy(() -> new LevelCounts(steps)).hasMessage("funnel_summary step_count must be 1 to 63, found %s", steps);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 4, Long.MAX_VALUE})
    void aLevelOutsideTheFunnelIsRefused(long level)
    {
        assertThatThrownBy(() -> new LevelCounts(3).add(level)).hasMessage("funnel_summary level must be 0 to 3, found %s", level);
    }

    @Test
    void funnelsOfDifferentLengthsDoNotMix()
    {
        assertThatThrownBy(() -> new LevelCounts(5).add(new LevelCounts(3))).hasMessage("funnel_summary step_count must not change within a group, found 3 and 5");
    }
}
