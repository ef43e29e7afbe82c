package dev.trinocrowd.lifecycle;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestLifecycleStatesFunction
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "bitmap_build(ARRAY[1, 2, 5])            | (1, 'new'), (2, 'returning'), (3, 'dormant'), (5, 'resurrecting'), (6, 'dormant')",
        "bitmap_build(ARRAY[1, 2, 5]), 2         | (1, 'resurrecting'), (2, 'new'), (3, 'dormant'), (5, 'resurrecting'), (6, 'dormant')",
        "bitmap_build(ARRAY[1, 2, 5]), 0, 4      | (1, 'resurrecting'), (2, 'returning'), (3, 'dormant')",
        "bitmap_build(ARRAY[1, 2, 5]), NULL, 3   | (1, 'new'), (2, 'returning'), (3, 'dormant')",
        "bitmap_build(ARRAY[])                   | ''"})
    void saysWhatEachPeriodIs(String arguments, String states)
    {
        assertThat(query("SELECT lifecycle_states(%s)".formatted(arguments))).matches("VALUES CAST(ARRAY[%s] AS array(row(period bigint, state varchar)))".formatted(states));
    }

    @Test
    void aNullSetGivesNull()
    {
        assertThat(query("SELECT lifecycle_states(bitmap_build(CAST(NULL AS array(bigint)))) IS NULL, lifecycle_states(bitmap_build(ARRAY[1]), 1, NULL) IS NULL"))
                .matches("VALUES (true, true)");
    }

    @Test
    void refusesMorePeriodsThanAnybodyReads()
    {
        assertQueryFails(
                "SELECT cardinality(lifecycle_states(bitmap_agg(1000 * a + b))) FROM UNNEST(sequence(1, 1001)) t(a) CROSS JOIN UNNEST(sequence(0, 999)) u(b)",
                "lifecycle_states takes at most 1000000 active periods, found more");
    }
}
