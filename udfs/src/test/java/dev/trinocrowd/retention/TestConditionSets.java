package dev.trinocrowd.retention;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestConditionSets
{
    @Test
    void aConditionCountsOnceTheFirstIsMetInAnyRow()
    {
        ConditionSets sets = sets(2);
        sets.add(0, 0b010, 3);
        sets.add(0, 0b001, 3);
        sets.add(1, 0b110, 3);
        assertThat(sets.retained(0)).isEqualTo(0b011);
        assertThat(sets.retained(1)).isZero();
    }

    @Test
    void agreesWithTheDefinition()
    {
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            int conditions = 1 + random.nextInt(63);
            long[] rows = new long[1 + random.nextInt(5)];
            ConditionSets sets = sets(1);
            for (int i = 0; i < rows.length; i++) {
                long sparse = random.nextLong() & Long.rotateLeft(random.nextLong(), 1);
                rows[i] = sparse & (-1L >>> (Long.SIZE - conditions));
                sets.add(0, rows[i], conditions);
            }
            for (int condition = 0; condition < conditions; condition++) {
                boolean first = false;
                boolean met = false;
                for (long row : rows) {
                    first |= (row & 1) != 0;
                    met |= (row >> condition & 1) != 0;
                }
                assertThat((sets.retained(0) >> condition & 1) == 1).as("condition %s of seed %s", condition, seed).isEqualTo(first && met);
            }
        }
    }

    @Test
    void aGroupWithoutRowsHasNoConditions()
    {
        ConditionSets sets = sets(1);
        assertThat(sets.conditions(0)).isZero();
        assertThat(sets.conditions(7)).isZero();
    }

    @Test
    void theNumberOfConditionsIsOneWithinAGroup()
    {
        ConditionSets sets = sets(2);
        sets.add(0, 1, 5);
        sets.add(1, 1, 3);
        assertThatThrownBy(() -> sets.add(0, 1, 3)).hasMessage("retention conditions must be of one number within a group, found 3 and 5");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 64})
    void theNumberOfConditionsIsLimited(int conditions)
    {
        assertThatThrownBy(() -> sets(1).add(0, 0, conditions)).hasMessage("retention conditions must be 1 to 63, found %s", conditions);
    }

    @Test
    void aMaskMustNotBeNegative()
    {
        assertThatThrownBy(() -> sets(1).add(0, -1, 7)).hasMessage("retention conditions must be a mask without the sign bit, found -1");
    }

    @Test
    void takesEightBytesAGroup()
    {
        assertThat(sets(1_000_000).retainedBytes()).isBetween(8_000_000L, 8_000_200L);
    }

    @Test
    void groupsMayHaveDifferentNumbersOfConditions()
    {
        ConditionSets sets = sets(3);
        sets.add(0, 0b01, 2);
        sets.add(2, 0b101, 3);
        sets.add(0, 0b10, 2);
        assertThat(sets.conditions(0)).isEqualTo(2);
        assertThat(sets.conditions(1)).isZero();
        assertThat(sets.conditions(2)).isEqualTo(3);
        assertThat(sets.met(0)).isEqualTo(0b11);
        assertThat(sets.met(2)).isEqualTo(0b101);
        assertThatThrownBy(() -> sets.add(2, 1, 2)).hasMessage("retention conditions must be of one number within a group, found 2 and 3");
    }

    private static ConditionSets sets(int groups)
    {
        ConditionSets sets = new ConditionSets();
        sets.ensureCapacity(groups);
        return sets;
    }
}
