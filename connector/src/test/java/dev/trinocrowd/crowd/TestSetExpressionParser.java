package dev.trinocrowd.crowd;

import dev.trinocrowd.crowd.SetExpression.Both;
import dev.trinocrowd.crowd.SetExpression.Either;
import dev.trinocrowd.crowd.SetExpression.Name;
import dev.trinocrowd.crowd.SetExpression.Without;
import dev.trinocrowd.options.NearNames;
import io.trino.spi.TrinoException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestSetExpressionParser
{
    @Test
    void aWordIsACrowd()
    {
        assertThat(parse(" vip ")).isEqualTo(crowd("vip"));
        assertThat(parse("Käufer_2.b")).isEqualTo(crowd("Käufer_2.b"));
    }

    @Test
    void aColonMakesATag()
    {
        assertThat(parse("city:paris")).isEqualTo(tag("city", "paris"));
        assertThat(parse("'my city' : \"new york\"")).isEqualTo(tag("my city", "new york"));
    }

    @Test
    void quotesAreDoubledInside()
    {
        assertThat(parse("'it''s'")).isEqualTo(crowd("it's"));
        assertThat(parse("\"a \"\"b\"\" 'c'\"")).isEqualTo(crowd("a \"b\" 'c'"));
        assertThat(parse("''")).isEqualTo(crowd(""));
    }

    @Test
    void andAndWithoutBindFromTheLeft()
    {
        assertThat(parse("a & b - c & d")).isEqualTo(new Both(new Without(new Both(crowd("a"), crowd("b")), crowd("c")), crowd("d")));
    }

    @Test
    void orBindsLeast()
    {
        assertThat(parse("a|b&c|d-e")).isEqualTo(new Either(new Either(crowd("a"), new Both(crowd("b"), crowd("c"))), new Without(crowd("d"), crowd("e"))));
    }

    @Test
    void parenthesesComeFirst()
    {
        assertThat(parse("a - ((b | c))")).isEqualTo(new Without(crowd("a"), new Either(crowd("b"), crowd("c"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "``; expected a name, found the end",
        "a &; expected a name, found the end",
        "a b; expected an operator &, - or |, found 'b' at character 3",
        "(a; expected an operator or ')', found the end",
        "a); expected an operator &, - or |, found ')' at character 2",
        "a & 𝄞; expected a name, found '𝄞' at character 5",
        "𝄞a; expected a name, found '𝄞' at character 1",
        "'a; a quote ' is not closed",
        "a:; expected a name, found the end",
        "a:b:c; expected an operator &, - or |, found ':' at character 4",
        "& a; expected a name, found '&' at character 1",
    })
    void whatIsWrongIsSaidWithItsPlace(String text, String problem)
    {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(TrinoException.class).hasMessage("The expression of users is not understood: %s, in \"%s\"", problem, text);
    }

    @Test
    void hostileDepthAndLengthAreRefused()
    {
        assertThatThrownBy(() -> parse("(".repeat(100_000))).hasMessageContaining("it is nested deeper than 200 parentheses");
        assertThatThrownBy(() -> parse("a" + "&a".repeat(100_000))).hasMessageContaining("it has more than 500 names");
        assertThat(parse("(".repeat(200) + "a" + ")".repeat(200))).isEqualTo(crowd("a"));
    }

    @Test
    void anyTextIsParsedOrRefused()
    {
        Random random = new Random(7);
        String letters = "ab:&-|()'\" \u00e4";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                assertThat(parse(text.toString())).isNotNull();
            }
            catch (TrinoException e) {
                assertThat(e).hasMessageStartingWith("The expression of users is not understood: ");
            }
        }
    }

    @Test
    void similarNamesAreSuggested()
    {
        assertThat(NearNames.suggestion("vpi", List.of("dormant", "vip", "vips"))).isEqualTo(", did you mean vip, vips?");
        assertThat(NearNames.suggestion("VIP", List.of("dormant", "vip"))).isEqualTo(", did you mean vip?");
        assertThat(NearNames.suggestion("unlike", List.of("vip"))).isEmpty();
        assertThat(NearNames.suggestion("vip", List.of())).isEqualTo(", which is empty");
    }

    private static SetExpression parse(String text)
    {
        return SetExpressionParser.parse(text);
    }

    private static SetExpression crowd(String name)
    {
        return new Name(Optional.empty(), name);
    }

    private static SetExpression tag(String tag, String value)
    {
        return new Name(Optional.of(tag), value);
    }
}
