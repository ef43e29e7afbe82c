package dev.trinocrowd.campaign;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.OptionalDouble;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

final class TestUplift
{
    /// The first line is the visits of men's e-mail against no e-mail in Hillstrom's MineThatData challenge; figures by SciPy 1.17.1.
    @ParameterizedTest
    @CsvSource({
        "21307, 3894, 21306, 2262, 0.07658956365153125, 0.721404616781399, 22.48604082719282, 5.685165482802317e-112, 0.06995350121810838, 0.08322562608495411",
        "100, 12, 100, 10, 0.01999999999999999, 0.1999999999999999, 0.45198461470556844, 0.6512800661041753, -0.06668271715444617, 0.10668271715444615",
        "1000000000, 500000000, 1000000000, 499900000, 0.00009999999999998899, 0.00020004000800157828, 4.472135977359766, 7.744215621070878e-06, 5.617387340942117e-05, 0.0001438261265905568"})
    void agreesWithKnownFigures(long treated, long treatedConverted, long control, long controlConverted, double lift, double relativeLift, double z, double pValue, double low,
            double high)
    {
        Uplift uplift = Uplift.of(treated, treatedConverted, control, controlConverted).orElseThrow();
        assertThat(uplift.lift()).isCloseTo(lift, within(1e-15));
        assertThat(uplift.relativeLift().orElseThrow()).isCloseTo(relativeLift, within(1e-12));
        assertThat(uplift.z().orElseThrow()).isCloseTo(z, within(1e-9));
        assertThat(uplift.pValue().orElseThrow()).isCloseTo(pValue, within(1e-8 * pValue));
        assertThat(uplift.low().orElseThrow()).isCloseTo(low, within(1e-13));
        assertThat(uplift.high().orElseThrow()).isCloseTo(high, within(1e-13));
    }

    @Test
    void swappingTheArmsTurnsTheSign()
    {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            long treated = 1L + random.nextInt(1000);
            long control = 1L + random.nextInt(1000);
            long treatedConverted = random.nextLong(treated + 1);
            long controlConverted = random.nextLong(control + 1);
            Uplift uplift = Uplift.of(treated, treatedConverted, control, controlConverted).orElseThrow();
            Uplift swapped = Uplift.of(control, controlConverted, treated, treatedConverted).orElseThrow();
            assertThat(swapped.lift()).isEqualTo(-uplift.lift());
            assertThat(swapped.pValue()).isEqualTo(uplift.pValue());
            if (uplift.low().isPresent()) {
                assertThat(swapped.low().getAsDouble()).isEqualTo(-uplift.high().getAsDouble());
            }
        }
    }

    @Test
    void withoutSpreadThereIsNoTestAndNoInterval()
    {
        Uplift nobody = Uplift.of(10, 0, 20, 0).orElseThrow();
        assertThat(nobody).isEqualTo(new Uplift(0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
        Uplift everybody = Uplift.of(10, 10, 20, 20).orElseThrow();
        assertThat(everybody).isEqualTo(new Uplift(0, OptionalDouble.of(0), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
        Uplift allOrNothing = Uplift.of(3, 3, 3, 0).orElseThrow();
        assertThat(allOrNothing.z()).isPresent();
        assertThat(allOrNothing.pValue()).isPresent();
        assertThat(allOrNothing.low()).isEmpty();
        assertThat(allOrNothing.high()).isEmpty();
    }

    @Test
    void armsWithoutAnybodyHaveNoUplift()
    {
        assertThat(Uplift.of(0, 0, 10, 1)).isEmpty();
        assertThat(Uplift.of(10, 1, 0, 0)).isEmpty();
    }

    @Test
    void impossibleCountsAreRefused()
    {
        assertThatThrownBy(() -> Uplift.of(10, 11, 10, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("uplift treated_converted must be at most treated, found 11 of 10");
        assertThatThrownBy(() -> Uplift.of(10, 1, 0, 1)).hasMessage("uplift control_converted must be at most control, found 1 of 0");
        assertThatThrownBy(() -> Uplift.of(-1, 0, 10, 1)).hasMessage("uplift treated must not be negative, found -1");
        assertThatThrownBy(() -> Uplift.of(10, 1, 10, -2)).hasMessage("uplift control_converted must not be negative, found -2");
    }
}
