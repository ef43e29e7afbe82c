package dev.trinocrowd.campaign;

import com.google.common.primitives.ImmutableDoubleArray;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestArmWeights
{
    @Test
    void sharesAndPercentagesAreOnePlan()
    {
        assertThat(ArmWeights.of(0.5, 0.25, 0.25).shares()).isEqualTo(ImmutableDoubleArray.of(0.5, 0.25, 0.25));
        assertThat(ArmWeights.of(50, 25, 25)).isEqualTo(ArmWeights.of(0.5, 0.25, 0.25));
        assertThat(ArmWeights.of(1).arms()).isEqualTo(1);
    }

    @Test
    void theSumMayMissByWhatRoundingDrops()
    {
        assertThat(ArmWeights.of(1.0 / 3, 1.0 / 3, 1.0 / 3).arms()).isEqualTo(3);
        assertThat(ArmWeights.of(0.5, 0.5 + 9e-10).arms()).isEqualTo(2);
        assertThat(ArmWeights.of(33.3333333, 33.3333333, 33.3333334).arms()).isEqualTo(3);
        assertThatThrownBy(() -> ArmWeights.of(0.5, 0.5 + 2e-9)).hasMessageStartingWith("Weights must sum to 1 or to 100, found 1.00000000");
    }

    @Test
    void otherWeightsAreRefused()
    {
        assertThatThrownBy(() -> ArmWeights.of(0.5, 0.4)).isInstanceOf(IllegalArgumentException.class).hasMessage("Weights must sum to 1 or to 100, found 0.9");
        assertThatThrownBy(() -> ArmWeights.of(1, 1)).hasMessage("Weights must sum to 1 or to 100, found 2.0");
        assertThatThrownBy(() -> ArmWeights.of(1.5, -0.5)).hasMessage("Weights must be numbers from 0 on, found -0.5");
        assertThatThrownBy(() -> ArmWeights.of(Double.NaN, 1)).hasMessage("Weights must be numbers from 0 on, found NaN");
        assertThatThrownBy(() -> ArmWeights.of(Double.POSITIVE_INFINITY, 1)).hasMessage("Weights must be numbers from 0 on, found Infinity");
        assertThatThrownBy(ArmWeights::of).hasMessage("Weights must name one arm at least, found none");
    }
}
