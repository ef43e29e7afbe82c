package dev.trinocrowd.launcher.deliver;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class TestProgressMeter
{
    private static final long SECOND = 1_000_000_000;

    private final ProgressMeter meter = new ProgressMeter();

    @Test
    void theFirstLookTellsNoRate()
    {
        assertThat(meter.text(staged(1, 1_000_000, 250_000), 0)).isEqualTo("250,000 of 1,000,000 rows (25 %)");
    }

    @Test
    void theRateIsThatSinceTheFirstLook()
    {
        meter.text(staged(1, 1_000_000, 250_000), 0);
        assertThat(meter.text(staged(1, 1_000_000, 300_000), 10 * SECOND)).isEqualTo("300,000 of 1,000,000 rows (30 %), 5,000 a second, 2 min left");
    }

    @Test
    void aSlowRateHasADecimal()
    {
        meter.text(staged(1, 100, 0), 0);
        assertThat(meter.text(staged(1, 100, 5), 4 * SECOND)).isEqualTo("5 of 100 rows (5 %), 1.3 a second, 76 s left");
    }

    @Test
    void whatStandsStillHasNoTimeLeft()
    {
        meter.text(staged(1, 100, 5), 0);
        assertThat(meter.text(staged(1, 100, 5), 4 * SECOND)).isEqualTo("5 of 100 rows (5 %), 0.0 a second");
    }

    @Test
    void anotherRunHasItsOwnRate()
    {
        meter.text(staged(1, 100, 5), 0);
        assertThat(meter.text(staged(2, 100, 50), 4 * SECOND)).isEqualTo("50 of 100 rows (50 %)");
    }

    @Test
    void aMirroredCrowdHasNoTotal()
    {
        assertThat(meter.text(new Run(1, 1, 1, "running", 0, 30, 2, 0, 1, 0, 4, 0), 0)).isEqualTo("37 rows");
    }

    private static Run staged(long run, long staged, long settled)
    {
        return new Run(run, 1, 1, "running", staged, settled, 0, 0, 0, staged - settled, 0, 0);
    }
}
