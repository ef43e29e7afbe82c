package dev.trinocrowd.sequence;

import dev.trinocrowd.sequence.PatternElement.AnyEvent;
import dev.trinocrowd.sequence.PatternElement.AnyEvents;
import dev.trinocrowd.sequence.PatternElement.Condition;
import dev.trinocrowd.sequence.PatternElement.Distance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static dev.trinocrowd.event.TimeScale.MICROSECONDS;
import static dev.trinocrowd.sequence.TimeRelation.LESS_OR_EQUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestPatternParser
{
    @Test
    void readsAllElements()
    {
        assertThat(PatternParser.parse("(?1).(?t<=5).*(?63)", CALLER_UNIT))
                .containsExactly(new Condition(0), new AnyEvent(), new Distance(LESS_OR_EQUAL, 5), new AnyEvents(), new Condition(62));
    }

    @Test
    void readsAllRelations()
    {
        for (TimeRelation relation : TimeRelation.values()) {
            assertThat(PatternParser.parse("(?1)(?t%s7)(?2)".formatted(relation.symbol()), CALLER_UNIT)).element(1).isEqualTo(new Distance(relation, 7));
        }
    }

    @Test
    void blanksMayStandBetweenTokens()
    {
        assertThat(PatternParser.parse(" (?1) .*\n(?2)", CALLER_UNIT)).isEqualTo(PatternParser.parse("(?1).*(?2)", CALLER_UNIT));
        assertThat(PatternParser.parse("(? 1 ) (?t <= 60 ) (?2) ", CALLER_UNIT)).isEqualTo(PatternParser.parse("(?1)(?t<=60)(?2)", CALLER_UNIT));
        assertThat(PatternParser.parse("  ", CALLER_UNIT)).isEmpty();
    }

    @Test
    void timestampsCountInSeconds()
    {
        assertThat(PatternParser.parse("(?1)(?t<=2)(?1)", MICROSECONDS)).element(1).isEqualTo(new Distance(LESS_OR_EQUAL, 2_000_000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "(?1)(x            | (?N), ., .* or (?t<=N) at position 5, found '(x'",
        "*                 | (?N), ., .* or (?t<=N) at position 1, found '*'",
        "(?1)(?            | a condition's number or t at position 7, found its end",
        "(?0)              | a condition's number from 1 to 63 at position 3, found '0)'",
        "(?64)             | a condition's number from 1 to 63 at position 3, found '64)'",
        "(?-1)             | a condition's number or t at position 3, found '-1)'",
        "(?1               | ) at position 4, found its end",
        "(?1)(?t=5)(?2)    | <=, <, >=, >, == or != at position 8, found '=5)(?2)'",
        "(?1)(?t<=)(?2)    | a whole number at position 10, found ')(?2)'",
        "(?1)(?t<=1.5)(?2) | ) at position 11, found '.5)(?2)'",
        "(?1)(?t<=9223372036854775808)(?2) | a number of at most 9223372036854775807 at position 10, found '9223372036854775808)(?2)'",
        "(?1)(?t>1)(?t<9)(?2) | (?N), . or .* between two time conditions at position 11, found '(?t<9)(?2)'",
        "(?1)(?t<=5)       | (?N) or . after the last time condition at position 12, found its end",
        "(?1)(?t<=5).*     | (?N) or . after the last time condition at position 14, found its end"})
    void saysWhatItExpectedAndWhere(String pattern, String message)
    {
        assertThatThrownBy(() -> PatternParser.parse(pattern, CALLER_UNIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Sequence pattern '%s' must have %s".formatted(pattern, message));
    }
}
