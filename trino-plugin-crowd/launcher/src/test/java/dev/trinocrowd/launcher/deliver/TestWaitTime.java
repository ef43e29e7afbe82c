package dev.trinocrowd.launcher.deliver;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestWaitTime
{
    @Test
    void takesSecondsMinutesAndHours()
    {
        WaitTime times = new WaitTime();
        assertThat(times.convert("30s")).isEqualTo(Duration.ofSeconds(30));
        assertThat(times.convert("10m")).isEqualTo(Duration.ofMinutes(10));
        assertThat(times.convert("1h30m")).isEqualTo(Duration.ofMinutes(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "-5m", "soon", "1d"})
    void refusesWhatIsNoTime(String text)
    {
        assertThatThrownBy(() -> new WaitTime().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("expected a time such as 30s, 10m or 1h30m, found '%s'", text);
    }
}
