package dev.trinocrowd.campaign;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

final class TestMeanLift
{
    /// Figures by SciPy 1.17.1, `ttest_ind_from_stats(…, equal_var=False)` and `t.isf(0.025, df)`.
    @ParameterizedTest
    @CsvSource({
        "21307, 1.4226, 309.76, 21306, 0.6528, 134.56, 0.7698, 1.1792279411764706, 5.330746641556317, 36878.382258233774, 9.838378169273482e-08, 0.4867571361794338, 1.0528428638205662",
        "10, 20, 4, 8, 17.5, 9, 2.5, 0.14285714285714285, 2.02444082544729, 11.711195483838734, 0.06634553127392474, -0.19801292946859128, 5.198012929468591",
        "2, 1, 1, 2, 5, 4, -4, -0.8, -2.5298221281347035, 1.4705882352941178, 0.17033403964102312, -13.784268817874393, 5.784268817874393",
        "100000, 5, 100, 50, 4, 900, 1, 0.25, 0.23569571338329576, 49.00544459560491, 0.8146510456440555, -7.526118531686311, 9.526118531686311"})
    void agreesWithKnownFigures(
            long treated,
            double treatedMean,
            double treatedVariance,
            long control,
            double controlMean,
            double controlVariance,
            double lift,
            double relativeLift,
            double t,
            double degreesOfFreedom,
            double pValue,
            double low,
            double high)
    {
        MeanLift found = MeanLift.of(treated, treatedMean, treatedVariance, control, controlMean, controlVariance).orElseThrow();
        assertThat(found.lift()).isCloseTo(lift, within(1e-14));
        assertThat(found.relativeLift().orElseThrow()).isCloseTo(relativeLift, within(1e-13));
        assertThat(found.t().orElseThrow()).isCloseTo(t, within(1e-12));
        assertThat(found.degreesOfFreedom().orElseThrow()).isCloseTo(degreesOfFreedom, within(1e-12 * degreesOfFreedom));
        assertThat(found.pValue().orElseThrow()).isCloseTo(pValue, within(1e-9 * pValue));
        assertThat(found.low().orElseThrow()).isCloseTo(low, within(1e-6));
        assertThat(found.high().orElseThrow()).isCloseTo(high, within(1e-6));
    }

    @Test
    void hugeAndTinyVariancesNeitherOverflowNorVanish()
    {
        assertThat(MeanLift.of(10, 1e150, 1e300, 10, 0, 1e300).orElseThrow().degreesOfFreedom().orElseThrow()).isCloseTo(18, within(1e-9));
        assertThat(MeanLift.of(10, 1e-150, 1e-300, 10, 0, 1e-300).orElseThrow().degreesOfFreedom().orElseThrow()).isCloseTo(18, within(1e-9));
    }

    @Test
    void withoutSpreadThereIsNoTestAndNoInterval()
    {
        MeanLift onePerson = MeanLift.of(1, 5, 0, 10, 4, 1).orElseThrow();
        assertThat(onePerson.lift()).isEqualTo(1);
        assertThat(onePerson.relativeLift()).hasValue(0.25);
        assertThat(onePerson.t()).isEmpty();
        assertThat(onePerson.low()).isEmpty();
        MeanLift equal = MeanLift.of(10, 5, 0, 10, 0, 0).orElseThrow();
        assertThat(equal.relativeLift()).isEmpty();
        assertThat(equal.degreesOfFreedom()).isEmpty();
        assertThat(equal.pValue()).isEmpty();
        assertThat(equal.high()).isEmpty();
        assertThat(MeanLift.of(10, 5, 0, 10, 4, 1).orElseThrow().degreesOfFreedom()).hasValue(9);
    }

    @Test
    void armsWithoutAnybodyHaveNoLift()
    {
        assertThat(MeanLift.of(0, 0, 0, 10, 1, 1)).isEmpty();
        assertThat(MeanLift.of(10, 1, 1, 0, 0, 0)).isEmpty();
    }

    @Test
    void impossibleMeasuresAreRefused()
    {
        assertThatThrownBy(() -> MeanLift.of(-1, 0, 0, 1, 0, 0)).isInstanceOf(IllegalArgumentException.class).hasMessage("mean_lift treated must not be negative, found -1");
        assertThatThrownBy(() -> MeanLift.of(1, Double.NaN, 0, 1, 0, 0)).hasMessage("mean_lift treated_mean must be a finite number, found NaN");
        assertThatThrownBy(() -> MeanLift.of(1, 0, 0, 1, 0, -1)).hasMessage("mean_lift control_variance must be a finite number from 0 on, found -1.0");
        assertThatThrownBy(() -> MeanLift.of(1, 0, 0, 1, 0, Double.POSITIVE_INFINITY)).hasMessage("mean_lift control_variance must be a finite number from 0 on, found Infinity");
    }
}
