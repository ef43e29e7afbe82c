package dev.trinocrowd.bitmap;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.Session;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/// The same bitmaps, byte by byte, on one node and three, with and without partial aggregation.
@TestInstance(PER_CLASS)
final class TestBitmapDistribution
{
    private static final String ROWS = """
            CREATE TABLE visits AS
            SELECT
                mod(n * 48271, 20011) dense_id,
                64 * mod(n * 48271, 20011) sparse_id,
                bitwise_and(from_big_endian_64(xxhash64(to_big_endian_64(mod(n * 48271, 20011)))), 9223372036854775807) random_id,
                mod(n, 3) few,
                mod(n * 31, 5003) many
            FROM UNNEST(sequence(0, 199)) t(a) CROSS JOIN UNNEST(sequence(1, 1000)) u(b) CROSS JOIN UNNEST(ARRAY[1000 * a + b]) v(n)
            """;

    private DistributedQueryRunner one;
    private DistributedQueryRunner three;

    @BeforeAll
    void setUp()
            throws Exception
    {
        one = CrowdQueryRunner.create(0);
        one.execute(ROWS);
        three = CrowdQueryRunner.create(2);
        three.execute(ROWS);
    }

    @AfterAll
    void tearDown()
    {
        one.close();
        three.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense_id", "sparse_id", "random_id"})
    void idsOfFewGroups(String id)
    {
        checkEverywhere(
                "SELECT few, to_hex(sha256(bitmap_to_varbinary(bitmap_agg(%1$s)))), bitmap_count(bitmap_agg(%1$s)), count(DISTINCT %1$s) FROM visits GROUP BY few".formatted(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense_id", "sparse_id", "random_id"})
    void idsOfManyGroups(String id)
    {
        checkEverywhere("SELECT many, bitmap_to_base64(bitmap_agg(%1$s)), bitmap_count(bitmap_agg(%1$s)), count(DISTINCT %1$s) FROM visits GROUP BY many".formatted(id));
    }

    @Test
    void foldsOfBitmaps()
    {
        checkEverywhere("""
                SELECT
                    mod(few, 2), to_hex(sha256(bitmap_to_varbinary(bitmap_or_agg(ids)))), bitmap_count(bitmap_or_agg(ids)), 20011,
                    to_hex(sha256(bitmap_to_varbinary(bitmap_xor_agg(ids)))), to_hex(sha256(bitmap_to_varbinary(bitmap_and_agg(bitmap_or(ids, bitmap_build(sequence(1, 99)))))))
                FROM (SELECT few, mod(many, 50), bitmap_agg(dense_id) ids FROM visits GROUP BY 1, 2)
                GROUP BY 1
                """);
    }

    @Test
    void ungrouped()
    {
        checkEverywhere("SELECT 1, to_hex(sha256(bitmap_to_varbinary(bitmap_agg(random_id)))), bitmap_count(bitmap_agg(dense_id)), 20011 FROM visits");
    }

    /// The third column is a count of members, which the fourth one gives by other means.
    private void checkEverywhere(String sql)
    {
        MaterializedResult expected = one.execute(sql);
        assertThat(expected.getMaterializedRows()).isNotEmpty()
                .allSatisfy(row -> assertThat(((Number) row.getField(2)).longValue()).isEqualTo(((Number) row.getField(3)).longValue()));
        for (DistributedQueryRunner queryRunner : List.of(one, three)) {
            Session session = queryRunner.getDefaultSession();
            for (Session variant : List.of(
                    session,
                    Session.builder(session).setSystemProperty("prefer_partial_aggregation", "false").build(),
                    // Partial aggregation gives up at once: a state for every page.
                    Session.builder(session)
                            .setSystemProperty("adaptive_partial_aggregation_enabled", "true")
                            .setSystemProperty("adaptive_partial_aggregation_unique_rows_ratio_threshold", "0")
                            .build(),
                    Session.builder(session).setSystemProperty("task_concurrency", "1").build())) {
                assertThat(queryRunner.execute(variant, sql).getMaterializedRows()).containsExactlyInAnyOrderElementsOf(expected.getMaterializedRows());
            }
        }
    }
}
