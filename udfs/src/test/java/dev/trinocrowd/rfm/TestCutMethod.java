package dev.trinocrowd.rfm;

import com.google.common.primitives.ImmutableDoubleArray;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestCutMethod
{
    @Test
    void quantileMethodsCutIntoTheLevelsTheyAreNamedFor()
    {
        assertThat(cuts("quintile")).isEqualTo(ImmutableDoubleArray.of(2, 3, 4, 5));
        assertThat(cuts("quartile")).isEqualTo(ImmutableDoubleArray.of(2.25, 3.5, 4.75));
        assertThat(cuts("tercile")).isEqualTo(ImmutableDoubleArray.of(8.0 / 3, 13.0 / 3));
        assertThat(cuts("median")).isEqualTo(ImmutableDoubleArray.of(3.5));
        assertThat(cuts("mean")).isEqualTo(ImmutableDoubleArray.of(3.5));
    }

    @Test
    void oneValueCutsEverywhereAtItself()
    {
        ValueCounts counts = new ValueCounts();
        counts.add(7);
        assertThat(CutMethod.QUINTILE.cuts(counts).values()).isEqualTo(ImmutableDoubleArray.of(7, 7, 7, 7));
        assertThat(CutMethod.MEAN.cuts(counts).values()).isEqualTo(ImmutableDoubleArray.of(7));
    }

    @Test
    void unknownMethodIsRefusedWithTheKnownOnes()
    {
        assertThatThrownBy(() -> CutMethod.of("decile"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown method 'decile' of rfm_cuts: expected one of quintile, quartile, tercile, mean, median");
    }

    @Test
    void everyMethodIsReadBackFromItsCode()
    {
        for (CutMethod method : CutMethod.values()) {
            assertThat(CutMethod.ofCode(method.code())).isEqualTo(method);
            assertThat(CutMethod.of(method.sqlName())).isEqualTo(method);
        }
    }

    private static ImmutableDoubleArray cuts(String method)
    {
        ValueCounts counts = new ValueCounts();
        for (int value = 6; value >= 1; value--) {
            counts.add(value);
        }
        return CutMethod.of(method).cuts(counts).values();
    }
}
