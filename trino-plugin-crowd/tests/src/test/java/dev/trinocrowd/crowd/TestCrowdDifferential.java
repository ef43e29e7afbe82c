package dev.trinocrowd.crowd;

import com.google.common.collect.HashMultiset;
import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.Session;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// The same questions to the same rows in memory tables and in crowd tables, with pushdown and without, on one node.
@Execution(ExecutionMode.SAME_THREAD)
class TestCrowdDifferential
        extends AbstractTestQueryFramework
{
    private static final List<String> QUESTIONS = List.of(
            "SELECT * FROM a",
            "SELECT * FROM crowds",
            "SELECT value, user_id FROM tags",
            "SELECT count(*) FROM nobody",
            "SELECT count(*), min(user_id), max(user_id), count(DISTINCT user_id) FROM nobody",
            "SELECT count(*) FROM crowds WHERE crowd = 'vip'",
            "SELECT count(*) FROM crowds WHERE crowd = ''",
            "SELECT user_id FROM crowds WHERE crowd IS NULL",
            "SELECT user_id FROM crowds WHERE crowd IS NULL OR crowd = 'new'",
            "SELECT count(*) FROM crowds WHERE crowd IS NOT NULL AND crowd <> 'vip'",
            "SELECT count(*) FROM crowds WHERE crowd > 'm'",
            "SELECT crowd, user_id FROM crowds WHERE crowd LIKE 'v%'",
            "SELECT count(*) FROM crowds WHERE crowd NOT LIKE 'v%'",
            "SELECT count(*) FROM crowds WHERE regexp_like(crowd, 'p')",
            "SELECT count(*) FROM crowds WHERE crowd = 'vip' OR length(crowd) = 0",
            "SELECT count(*) FROM crowds WHERE coalesce(crowd, 'x') = 'x'",
            "SELECT count(*) FROM tags WHERE tag = value",
            "SELECT count(*) FROM tags WHERE tag IS DISTINCT FROM value",
            "SELECT count(*) FROM tags WHERE tag = 'city' AND value = 'rome' OR tag = 'tier' AND value = 'gold'",
            "SELECT * FROM tags WHERE tag || ':' || value LIKE 'city:%o%'",
            "SELECT count(*) FROM days WHERE day BETWEEN DATE '2026-01-02' AND DATE '2026-01-03'",
            "SELECT day, count(*) FROM days WHERE level < 0 OR level IS NULL GROUP BY day",
            "SELECT day, level, count(DISTINCT user_id) FROM days GROUP BY day, level",
            "SELECT user_id FROM a WHERE user_id = 5",
            "SELECT user_id FROM a WHERE user_id IN (1, 5, 65535, 65536, -1)",
            "SELECT count(*) FROM crowds WHERE user_id > 65000",
            "SELECT count(*) FROM crowds WHERE user_id NOT BETWEEN 10 AND 20 AND crowd = 'new'",
            "SELECT count(*) FROM a JOIN b USING (user_id)",
            "SELECT user_id FROM a JOIN b USING (user_id)",
            "SELECT count(*) FROM a JOIN b USING (user_id) JOIN crowds USING (user_id)",
            "SELECT count(*) FROM a JOIN nobody USING (user_id)",
            "SELECT * FROM crowds x JOIN crowds y ON x.user_id = y.user_id",
            "SELECT count(*) FROM crowds x JOIN crowds y ON x.user_id = y.user_id WHERE x.crowd = 'vip' AND y.crowd = 'new'",
            "SELECT x.crowd, y.crowd, count(*) FROM crowds x JOIN crowds y ON x.user_id = y.user_id GROUP BY 1, 2",
            "SELECT x.crowd, y.crowd, count(*) FROM crowds x JOIN crowds y ON x.user_id = y.user_id AND x.crowd < y.crowd GROUP BY 1, 2",
            "SELECT x.crowd, count(*) FROM crowds x JOIN crowds y ON x.user_id = y.user_id AND x.crowd IS NOT DISTINCT FROM y.crowd GROUP BY 1",
            "SELECT * FROM a LEFT JOIN b ON a.user_id = b.user_id",
            "SELECT a.user_id FROM a LEFT JOIN b ON a.user_id = b.user_id WHERE b.user_id IS NULL",
            "SELECT count(*) FROM a LEFT JOIN nobody n ON a.user_id = n.user_id WHERE n.user_id IS NULL",
            "SELECT * FROM a LEFT JOIN crowds c ON a.user_id = c.user_id",
            "SELECT a.user_id FROM a LEFT JOIN crowds c ON a.user_id = c.user_id WHERE c.crowd IS NULL",
            "SELECT a.user_id FROM a LEFT JOIN crowds c ON a.user_id = c.user_id AND c.crowd = 'vip' WHERE c.user_id IS NULL",
            "SELECT * FROM a LEFT JOIN crowds c ON a.user_id = c.user_id AND c.crowd IS NULL",
            "SELECT * FROM crowds x LEFT JOIN tags t ON x.user_id = t.user_id AND x.crowd < t.value",
            "SELECT c.crowd, count(*), count(c.user_id), count(DISTINCT a.user_id) FROM a LEFT JOIN crowds c ON a.user_id = c.user_id GROUP BY 1",
            "SELECT * FROM a RIGHT JOIN b ON a.user_id = b.user_id",
            "SELECT b.user_id FROM crowds a RIGHT JOIN b ON a.user_id = b.user_id WHERE a.user_id IS NULL",
            "SELECT * FROM a FULL JOIN b ON a.user_id = b.user_id",
            "SELECT user_id FROM a FULL JOIN b USING (user_id)",
            "SELECT count(*) FROM a FULL JOIN b USING (user_id) FULL JOIN crowds USING (user_id)",
            "SELECT count(*) FROM a FULL JOIN crowds c ON a.user_id = c.user_id WHERE a.user_id IS NULL OR c.crowd = 'new'",
            "SELECT count(a.user_id), count(c.user_id), count(c.crowd), min(a.user_id), max(c.user_id) FROM a FULL JOIN crowds c ON a.user_id = c.user_id",
            "SELECT count(*) FROM a LEFT JOIN b ON a.user_id = b.user_id LEFT JOIN crowds c ON a.user_id = c.user_id WHERE b.user_id IS NOT NULL OR c.user_id IS NOT NULL",
            "SELECT count(*) FROM a LEFT JOIN b ON a.user_id = b.user_id JOIN crowds c ON c.user_id = b.user_id",
            "SELECT a.user_id, c.crowd FROM a LEFT JOIN b ON a.user_id = b.user_id LEFT JOIN crowds c ON c.user_id = b.user_id",
            "SELECT count(*) FROM a, b, crowds c WHERE a.user_id = b.user_id AND b.user_id = c.user_id AND a.user_id = c.user_id",
            "SELECT user_id FROM a WHERE user_id IN (SELECT user_id FROM b)",
            "SELECT count(*) FROM a WHERE user_id IN (SELECT user_id FROM crowds)",
            "SELECT count(*) FROM crowds WHERE crowd = 'vip' AND user_id IN (SELECT user_id FROM crowds WHERE crowd = 'new') AND user_id IN (SELECT user_id FROM tags)",
            "SELECT count(*) FROM a WHERE user_id NOT IN (SELECT user_id FROM b)",
            "SELECT count(*) FROM a WHERE user_id IN (SELECT user_id FROM b) OR user_id IN (SELECT user_id FROM crowds)",
            "SELECT count(*) FROM a WHERE EXISTS (SELECT 1 FROM crowds c WHERE c.user_id = a.user_id AND c.crowd LIKE 'v%')",
            "SELECT count(*) FROM a WHERE NOT EXISTS (SELECT 1 FROM crowds c WHERE c.user_id = a.user_id)",
            "SELECT user_id FROM a INTERSECT SELECT user_id FROM crowds",
            "SELECT user_id FROM crowds WHERE crowd = 'vip' EXCEPT SELECT user_id FROM b",
            "SELECT user_id FROM a UNION SELECT user_id FROM b",
            "SELECT crowd, count(*) FILTER (WHERE user_id > 20), count(*) FROM crowds GROUP BY crowd",
            "SELECT crowd, grouping(crowd), count(*) FROM crowds GROUP BY ROLLUP (crowd)",
            "SELECT crowd, count(*) FROM crowds GROUP BY crowd HAVING count(*) > 20",
            "SELECT crowd, count(DISTINCT user_id), count(*) FROM crowds GROUP BY crowd",
            "SELECT count(DISTINCT user_id), count(DISTINCT crowd) FROM crowds",
            "SELECT tag, count(*) FROM (SELECT DISTINCT tag, user_id FROM tags) GROUP BY tag",
            "SELECT DISTINCT tag FROM tags",
            "SELECT DISTINCT value, tag FROM tags",
            "SELECT DISTINCT user_id FROM crowds",
            "SELECT user_id, count(*) FROM crowds GROUP BY user_id",
            "SELECT DISTINCT y.crowd, x.user_id FROM crowds x JOIN crowds y ON x.user_id = y.user_id WHERE x.crowd = 'vip'",
            "SELECT t.value, count(DISTINCT t.user_id) FROM tags t WHERE t.tag = 'city' AND t.user_id IN (SELECT user_id FROM crowds WHERE crowd = 'vip') GROUP BY t.value",
            "SELECT c.crowd, t.value, count(*) FROM crowds c JOIN tags t ON c.user_id = t.user_id AND t.tag = 'city' LEFT JOIN b ON b.user_id = c.user_id WHERE b.user_id IS NULL GROUP BY 1, 2",
            "SELECT sum(user_id), avg(user_id), bitmap_cardinality(bitmap_agg(user_id)) FROM crowds",
            "SELECT crowd, bitmap_cardinality(bitmap_agg(c.user_id)) FROM crowds c JOIN a ON c.user_id = a.user_id GROUP BY crowd",
            "SELECT user_id FROM crowds ORDER BY user_id LIMIT 7",
            "SELECT user_id FROM a ORDER BY user_id DESC LIMIT 7",
            "SELECT count(*) FROM (SELECT user_id FROM crowds LIMIT 7)",
            "SELECT count(*) FROM (SELECT user_id FROM a ORDER BY user_id LIMIT 9) x JOIN b ON x.user_id = b.user_id",
            "SELECT count(*) FROM (SELECT DISTINCT crowd FROM crowds LIMIT 2)",
            "SELECT user_id + 1 FROM a WHERE user_id % 3 = 0");

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        QueryRunner queryRunner = CrowdQueryRunner.create(workers());
        queryRunner.execute("CREATE SCHEMA crowd.app");
        return queryRunner;
    }

    int workers()
    {
        return 0;
    }

    @Test
    void answersAreThoseOfMemoryTables()
    {
        check(1, workers() == 0 ? 60 : 15);
    }

    @Test
    @Tag("nightly")
    void answersAreThoseOfMemoryTablesForManySeeds()
    {
        for (long seed = 2; seed < 8; seed++) {
            check(seed, 400);
        }
    }

    private void check(long seed, int random)
    {
        RandomCrowds crowds = new RandomCrowds(seed);
        RandomCrowds.TABLES.forEach((table, columns) -> create(table, columns, crowds.rows(table), 1 + (int) (seed % 4)));
        try {
            QUESTIONS.forEach(sql -> check(seed, sql));
            for (int i = 0; i < random; i++) {
                check(seed, crowds.question());
            }
        }
        finally {
            RandomCrowds.TABLES.keySet().forEach(table -> {
                assertUpdate("DROP TABLE memory.default." + table);
                assertUpdate("DROP TABLE crowd.app." + table);
            });
        }
    }

    private void create(String table, String columns, List<String> rows, int buckets)
    {
        String types = columns.replace("user_id", "user_id bigint")
                .replace("crowd,", "crowd varchar,")
                .replace("tag,", "tag varchar,")
                .replace("value,", "value varchar,")
                .replace("day,", "day date,")
                .replace("level,", "level integer,");
        assertUpdate("CREATE TABLE memory.default.%s (%s)".formatted(table, types));
        assertUpdate("CREATE TABLE crowd.app.%s (%s) WITH (buckets = %s)".formatted(table, types, buckets));
        if (!rows.isEmpty()) {
            String values = String.join(", ", rows);
            getQueryRunner().execute("INSERT INTO memory.default.%s SELECT DISTINCT * FROM (VALUES %s)".formatted(table, values));
            // In two parts, so that a scan has to merge files.
            getQueryRunner().execute("INSERT INTO crowd.app.%s VALUES %s".formatted(table, values));
            getQueryRunner().execute("INSERT INTO crowd.app.%s VALUES %s".formatted(table, rows.getFirst()));
        }
    }

    private void check(long seed, String sql)
    {
        HashMultiset<Object> expected = answer(session("memory", "default", true), sql);
        for (boolean isPushed : new boolean[] {true, false}) {
            assertThat(answer(session("crowd", "app", isPushed), sql)).as("seed %s, pushdown %s: %s", seed, isPushed, sql).isEqualTo(expected);
        }
    }

    private HashMultiset<Object> answer(Session session, String sql)
    {
        try {
            return HashMultiset.create(getQueryRunner().execute(session, sql).getMaterializedRows());
        }
        catch (RuntimeException e) {
            throw new AssertionError("%s fails: %s".formatted(session.getCatalog().orElseThrow(), sql), e);
        }
    }

    private Session session(String catalog, String schema, boolean isPushed)
    {
        return Session.builder(getSession())
                .setCatalog(catalog)
                .setSchema(schema)
                .setSystemProperty("allow_pushdown_into_connectors", Boolean.toString(isPushed))
                .build();
    }
}
