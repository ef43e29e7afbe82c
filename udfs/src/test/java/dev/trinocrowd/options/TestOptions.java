package dev.trinocrowd.options;

import org.junit.jupiter.api.Test;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestOptions
{
    @Test
    void readsNamesAndValues()
    {
        Options options = parse("model=growth; lost = 90 ;reverse=true;");
        assertThat(options.text("model")).contains("growth");
        assertThat(options.number("lost")).contains(90L);
        assertThat(options.flag("reverse")).isTrue();
        assertThat(options.text("start")).isEmpty();
    }

    @Test
    void emptyTextHasNoOptions()
    {
        assertThat(parse("  ").text("model")).isEmpty();
    }

    @Test
    void quotedValuesMayHoldSeparatorsAndQuotes()
    {
        assertThat(parse("start=\"a;b=\"\"c\"\" \"; model=x").text("start")).contains("a;b=\"c\" ");
    }

    @Test
    void refusalsSayWhatWasExpected()
    {
        assertThatThrownBy(() -> parse("modle=growth")).hasMessage("Unknown option 'modle': expected one of lost, model, reverse, start");
        assertThatThrownBy(() -> parse("growth")).hasMessage("Options must read 'name=value; name=value', found 'growth'");
        assertThatThrownBy(() -> parse("model=a; model=b")).hasMessage("Option 'model' is given twice");
        assertThatThrownBy(() -> parse("model=")).hasMessage("Option 'model' has no value");
        assertThatThrownBy(() -> parse("start=\"a")).hasMessage("Option 'start' has no closing double quote");
        assertThatThrownBy(() -> parse("start=\"a\"b")).hasMessage("Option 'start' must be followed by ';', found 'b'");
        assertThatThrownBy(() -> parse("lost=soon").number("lost")).hasMessage("Option 'lost' must be a whole number, found 'soon'");
        assertThatThrownBy(() -> parse("reverse=yes").flag("reverse")).hasMessage("Option 'reverse' must be true or false, found 'yes'");
    }

    private static Options parse(String text)
    {
        return Options.parse(text, Set.of("model", "lost", "reverse", "start"));
    }
}
