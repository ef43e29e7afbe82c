package dev.trinocrowd.launcher.deliver;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

final class TestRetries
{
    private Instant now = Instant.EPOCH;

    @Test
    void nobodyWaitsWithoutPatience()
    {
        assertThat(new Retries(Duration.ZERO, () -> now).next()).isEmpty();
    }

    @Test
    void pausesDoubleUntilThePatienceEnds()
    {
        assertThat(pauses(new Retries(Duration.ofSeconds(200), () -> now))).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 18L);
    }

    @Test
    void successBeginsThePatienceAnew()
    {
        Retries retries = new Retries(Duration.ofSeconds(6), () -> now);
        assertThat(pauses(retries)).containsExactly(2L, 4L);
        retries.succeed();
        assertThat(pauses(retries)).containsExactly(2L, 4L);
    }

    private List<Long> pauses(Retries retries)
    {
        List<Long> pauses = new ArrayList<>();
        for (Optional<Duration> pause = retries.next(); pause.isPresent(); pause = retries.next()) {
            now = now.plus(pause.orElseThrow());
            pauses.add(pause.orElseThrow().toSeconds());
        }
        return pauses;
    }
}
