package dev.trinocrowd.funnel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestFunnelModes
{
    @Test
    void wordsCombineWithCommas()
    {
        FunnelModes modes = FunnelModes.parse("strict_order, strict_increase");
        assertThat(modes.has(FunnelMode.STRICT_ORDER)).isTrue();
        assertThat(modes.has(FunnelMode.STRICT_INCREASE)).isTrue();
        assertThat(modes.has(FunnelMode.OVERLAP)).isFalse();
        assertThat(modes).hasToString("strict_increase,strict_order");
        assertThat(FunnelModes.parse("strict_increase,strict_order")).isEqualTo(modes);
    }

    @Test
    void defaultIsTheAbsenceOfModes()
    {
        assertThat(FunnelModes.parse("default")).isEqualTo(FunnelModes.DEFAULT).hasToString("default");
    }

    @ParameterizedTest
    @CsvSource({
        "default, overlap",
        "strict_order, unordered",
        "strict_order_matched, unordered",
        "strict_deduplication, unordered",
        "strict_increase, unordered",
        "strict_order, strict_order_matched"})
    void contradictionsAreRefused(String one, String other)
    {
        assertThatThrownBy(() -> FunnelModes.parse(one + "," + other)).hasMessage("funnel modes %s and %s contradict each other", one, other);
        assertThatThrownBy(() -> FunnelModes.parse(other + "," + one)).hasMessage("funnel modes %s and %s contradict each other", other, one);
    }

    @ParameterizedTest
    @CsvSource({
        "strict_oder, ', perhaps strict_order'",
        "deduplication, ', perhaps strict_deduplication'",
        "increase, ', perhaps strict_increase'",
        "un-ordered, ', perhaps unordered'",
        "OVERLAP, ''",
        "fixed, ''",
        "'', ''"})
    void anUnknownModeNamesTheKnownOnes(String word, String hint)
    {
        assertThatThrownBy(() -> FunnelModes.parse(word)).hasMessage(
                "Unknown funnel mode '%s'%s: expected default, overlap, strict_increase, strict_deduplication, strict_order, strict_order_matched, unordered, exclude_user, or several of them with commas between",
                word,
                hint);
    }
}
