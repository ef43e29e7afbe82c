package dev.trinocrowd.campaign;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestCampaignFunctions
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tinyint", "smallint", "integer", "bigint"})
    void splitTakesIdsOfEveryWidth(String type)
    {
        assertThat(query("SELECT crowd_split(CAST(id AS %s), '618', ARRAY[0.5, 0.24, 0.26]) FROM (VALUES 1, 2, 3) t(id)".formatted(type))).matches("VALUES 3, 2, 1");
    }

    @Test
    void splitTakesIdsThatAreTexts()
    {
        assertThat(query("SELECT id, crowd_split(id, '618', ARRAY[70, 20, 10]) FROM (VALUES VARCHAR 'ada', '赵', '') t(id)"))
                .matches("VALUES (VARCHAR 'ada', 3), ('赵', 2), ('', 1)");
        assertThat(query("SELECT crowd_split(CAST('ada' AS varchar(3)), '618', ARRAY[70, 20, 10])")).matches("VALUES 3");
    }

    @Test
    void splitIsXxHash64()
    {
        assertThat(query("""
                SELECT count(*), count_if(crowd_split(user_id, salt, ARRAY[0.25, 0.5, 0.25]) = CASE WHEN place < 0.25 THEN 1 WHEN place < 0.75 THEN 2 ELSE 3 END)
                FROM (
                    SELECT user_id, salt, bitwise_right_shift(from_big_endian_64(xxhash64(
                        reverse(to_big_endian_32(CAST(length(to_utf8(salt)) AS integer))) || to_utf8(salt) || reverse(to_big_endian_64(user_id)))), 32) / 4294967296e0 place
                    FROM shop.tiny.users CROSS JOIN (VALUES '', '618', '双十一') salts(salt))
                """)).matches("VALUES (BIGINT '6000', BIGINT '6000')");
    }

    @Test
    void saltsAndWeightsMayDifferFromRowToRow()
    {
        assertThat(query("""
                SELECT crowd_split(id, salt, weights)
                FROM (VALUES (1, '618', ARRAY[0.7, 0.3]), (1, '618', ARRAY[0.8, 0.2]), (1, 'summer sale', ARRAY[0.7, 0.3]), (1, '618', ARRAY[0e0, 1e0])) t(id, salt, weights)
                """)).matches("VALUES 2, 1, 1, 2");
    }

    @Test
    void splitIsTheSameOnThreeNodes()
            throws Exception
    {
        String sql = "SELECT crowd_split(user_id, 'spring', ARRAY[50, 30, 20]) arm, count(*), checksum(user_id) FROM shop.sf1.users GROUP BY 1 ORDER BY 1";
        try (DistributedQueryRunner threeNodes = CrowdQueryRunner.create(2)) {
            assertThat(threeNodes.execute(sql).getMaterializedRows()).isEqualTo(computeActual(sql).getMaterializedRows());
        }
        assertThat(query("SELECT sample_ratio_p(array_agg(people ORDER BY arm), ARRAY[50, 30, 20]) > 0.001 FROM (%s) t(arm, people, ids)".formatted(sql))).matches("VALUES true");
    }

    @Test
    void upliftIsARow()
    {
        assertThat(query("""
                SELECT round(u.lift, 7), round(u.relative_lift, 4), round(u.z, 4), u.p_value < 1e-100, round(u.low, 5), round(u.high, 5)
                FROM (SELECT uplift(21307, 3894, 21306, 2262) u)
                """)).matches("VALUES (0.0765896e0, 0.7214e0, 22.486e0, true, 0.06995e0, 0.08323e0)");
        assertThat(query("SELECT lift, relative_lift, z, p_value, low, high FROM UNNEST(ARRAY[uplift(10, 0, 10, 0)])"))
                .matches("VALUES (0e0, CAST(NULL AS double), CAST(NULL AS double), CAST(NULL AS double), CAST(NULL AS double), CAST(NULL AS double))");
    }

    @Test
    void meanLiftTakesWhatTheAggregatesGive()
    {
        assertThat(query("""
                SELECT round(m.lift, 6), round(m.relative_lift, 6), round(m.t, 6), round(m.degrees_of_freedom, 6), round(m.p_value, 6), round(m.low, 5), round(m.high, 5)
                FROM (
                    SELECT mean_lift(
                        count_if(arm = 2), avg(revenue) FILTER (WHERE arm = 2), var_samp(revenue) FILTER (WHERE arm = 2),
                        count_if(arm = 1), avg(revenue) FILTER (WHERE arm = 1), var_samp(revenue) FILTER (WHERE arm = 1)) m
                    FROM (VALUES (2, 1.0), (2, 2.0), (2, 6.0), (1, 0.0), (1, 1.0), (1, 2.0), (1, 5.0)) t(arm, revenue))
                """)).matches("VALUES (1e0, 0.5e0, 0.534522e0, 3.857143e0, 0.622298e0, -4.27101e0, 6.27101e0)");
    }

    @Test
    void sampleRatioNoticesAnArmOfNobody()
    {
        assertThat(query(
                "SELECT sample_ratio_p(ARRAY[6189, 8139], ARRAY[0.5, 0.5]) < 1e-50, sample_ratio_p(ARRAY[124, 137], ARRAY[50, 50]) > 0.4, sample_ratio_p(ARRAY[20, 0], ARRAY[50, 50]) < 0.001"))
                .matches("VALUES (true, true, true)");
        assertThat(query("SELECT sample_ratio_p(ARRAY[0, 0], ARRAY[0.5, 0.5])")).matches("VALUES CAST(NULL AS double)");
    }

    @Test
    void targetGroupIndexComparesShares()
    {
        assertThat(query("SELECT tgi(30, 100, 150, 1000), tgi(1, 10, 0, 100), tgi(0, 0, 1, 100)")).matches("VALUES (200e0, CAST(NULL AS double), CAST(NULL AS double))");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "crowd_split(CAST(NULL AS bigint), 's', ARRAY[1e0])",
        "crowd_split(1, CAST(NULL AS varchar), ARRAY[1e0])",
        "crowd_split(1, 's', NULL)",
        "uplift(NULL, 1, 1, 1)",
        "uplift(0, 0, 1, 1)",
        "mean_lift(1, 1, NULL, 1, 1, 1)",
        "mean_lift(10, 1, 1, 0, 0, 0)",
        "sample_ratio_p(NULL, ARRAY[1e0])",
        "sample_ratio_p(ARRAY[1], NULL)",
        "tgi(1, 1, NULL, 1)"})
    void theUnknownStaysUnknown(String expression)
    {
        assertThat(query("SELECT %s IS NULL".formatted(expression))).matches("VALUES true");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "crowd_split(1, 's', ARRAY[0.5, 0.4])          | Weights must sum to 1 or to 100, found 0.9",
        "crowd_split(1, 's', ARRAY[1.5, -0.5])         | Weights must be numbers from 0 on, found -0.5",
        "crowd_split(1, 's', ARRAY[0.5, NULL])         | Weights must be numbers from 0 on, found NULL",
        "crowd_split('a', 's', CAST(ARRAY[] AS array(double))) | Weights must name one arm at least, found none",
        "uplift(10, 11, 10, 1)                         | uplift treated_converted must be at most treated, found 11 of 10",
        "uplift(10, 1, -1, 0)                          | uplift control must not be negative, found -1",
        "mean_lift(10, 1, -1, 10, 1, 1)                | mean_lift treated_variance must be a finite number from 0 on, found -1.0",
        "mean_lift(10, nan(), 1, 10, 1, 1)             | mean_lift treated_mean must be a finite number, found NaN",
        "sample_ratio_p(ARRAY[1, NULL], ARRAY[0.5, 0.5]) | sample_ratio_p count must be a number, found NULL: an arm without anybody counts 0",
        "sample_ratio_p(ARRAY[1, 2, 3], ARRAY[0.5, 0.5]) | sample_ratio_p takes as many counts as weights, found 3 and 2",
        "tgi(2, 1, 1, 1)                               | tgi target_hits must be at most target_size, found 2 of 1"})
    void refuses(String expression, String message)
    {
        assertQueryFails("SELECT " + expression, message);
    }
}
