package dev.trinocrowd.campaign;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestTargetGroupIndex
{
    @Test
    void comparesTwoShares()
    {
        assertThat(TargetGroupIndex.of(30, 100, 200, 1000)).hasValue(0.3 / 0.2 * 100);
        assertThat(TargetGroupIndex.of(20, 100, 200, 1000)).hasValue(100);
        assertThat(TargetGroupIndex.of(0, 100, 200, 1000)).hasValue(0);
    }

    @Test
    void shareOfNobodyIsUnknown()
    {
        assertThat(TargetGroupIndex.of(0, 0, 200, 1000)).isEmpty();
        assertThat(TargetGroupIndex.of(1, 10, 0, 1000)).isEmpty();
        assertThat(TargetGroupIndex.of(1, 10, 0, 0)).isEmpty();
    }

    @Test
    void impossibleCountsAreRefused()
    {
        assertThatThrownBy(() -> TargetGroupIndex.of(11, 10, 1, 10)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tgi target_hits must be at most target_size, found 11 of 10");
        assertThatThrownBy(() -> TargetGroupIndex.of(1, 10, -1, 10)).hasMessage("tgi base_hits must not be negative, found -1");
        assertThatThrownBy(() -> TargetGroupIndex.of(1, 10, 1, -10)).hasMessage("tgi base_size must not be negative, found -10");
    }
}
