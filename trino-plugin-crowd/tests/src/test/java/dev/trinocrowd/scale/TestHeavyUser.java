package dev.trinocrowd.scale;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.DistributedQueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/// A robot with five million events, in no order, among a thousand people: it gets its answer, and nobody else's changes.
@TestInstance(PER_CLASS)
final class TestHeavyUser
{
    private static final long HEAVY = 0;

    private DistributedQueryRunner queryRunner;

    @BeforeAll
    void setUp()
            throws Exception
    {
        queryRunner = CrowdQueryRunner.create(0);
        // The robot's times are all of 0 to 4,999,999 because the multiplier shares no factor with their number.
        queryRunner.execute("""
                CREATE TABLE events AS
                SELECT user_id, event_time, element_at(ARRAY['view', 'search', 'cart', 'other', 'pay'], 1 + CAST(event_time %% 5 AS integer)) AS event
                FROM (
                    SELECT BIGINT '%s' AS user_id, (1000 * a + b) * 1299709 %% 5000000 AS event_time
                    FROM UNNEST(sequence(0, 4999)) AS t (a) CROSS JOIN UNNEST(sequence(0, 999)) AS u (b)
                    UNION ALL
                    SELECT user_id, event_time * 7 %% 20
                    FROM UNNEST(sequence(1, 1000)) AS t (user_id) CROSS JOIN UNNEST(sequence(0, 19)) AS u (event_time))
                """.formatted(HEAVY));
    }

    @AfterAll
    void tearDown()
    {
        queryRunner.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "funnel(event_time, BIGINT '10', steps(event = 'view', event = 'cart', event = 'pay'))                                                | 3       | 3",
        "cardinality(funnel_attempts(event_time, BIGINT '4', steps(event = 'view', event = 'cart', event = 'pay')))                           | 1000000 | 4",
        "funnel_by(event_time, BIGINT '4', steps(event = 'view', event = 'cart', event = 'pay'), event_time / 5)                              | 3       | 3",
        "funnel_breakdown(event_time, BIGINT '4', steps(event = 'view', event = 'cart', event = 'pay'), event).level                          | 3       | 3",
        "cardinality(path_analysis(event_time, event, BIGINT '1', 10))                                                                       | 1       | 1",
        "cardinality(path_analysis(event_time, event, BIGINT '1', 10)[1])                                                                    | 11      | 11",
        "sequence_count(event_time, steps(event = 'view', event = 'cart', event = 'pay'), '(?1)(?2)(?t<=2)(?3)')                              | 1000000 | 4",
        "cardinality(sessions(event_time, BIGINT '1'))                                                                                       | 1       | 1",
        "cardinality(event_intervals(event_time, event = 'view', event = 'pay'))                                                             | 1000000 | 4",
        "CAST(attribution(event_time, event, IF(event = 'pay', 1.0), BIGINT '3', 'model=linear')[1].credit AS bigint)                         | 250000  | 1",
        "bitmap_cardinality(bitmap_agg(event_time))                                                                                          | 5000000 | 20",
    })
    void getsItsAnswerAndChangesNobodyElses(String function, String heavy, String others)
    {
        assertThat(queryRunner.execute("""
                SELECT CAST(answer AS varchar), count(*), min(user_id)
                FROM (SELECT user_id, %s AS answer FROM events GROUP BY user_id)
                GROUP BY 1, user_id = 0
                ORDER BY 3
                """.formatted(function)).getMaterializedRows())
                .extracting(row -> row.getFields().toString())
                .containsExactly("[%s, 1, 0]".formatted(heavy), "[%s, 1000, 1]".formatted(others));
    }
}
