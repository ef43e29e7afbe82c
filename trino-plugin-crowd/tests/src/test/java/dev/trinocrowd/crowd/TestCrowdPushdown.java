package dev.trinocrowd.crowd;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.Session;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Which SQL is one scan, which is not, and what EXPLAIN says of it.
final class TestCrowdPushdown
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        QueryRunner queryRunner = CrowdQueryRunner.create(0);
        queryRunner.execute("CREATE SCHEMA crowd.app");
        queryRunner.execute("CREATE TABLE crowd.app.a AS SELECT x AS user_id FROM UNNEST(sequence(1, 300)) AS t (x)");
        queryRunner.execute(
                "CREATE TABLE crowd.app.b AS SELECT x * 70000 AS user_id FROM UNNEST(sequence(0, 20)) AS t (x) UNION ALL SELECT x * 2 FROM UNNEST(sequence(1, 200)) AS t (x)");
        queryRunner.execute("CREATE TABLE crowd.app.c AS SELECT x * 3 AS user_id FROM UNNEST(sequence(1, 200)) AS t (x)");
        queryRunner.execute("CREATE TABLE crowd.app.other (user_id bigint) WITH (buckets = 3)");
        queryRunner.execute("INSERT INTO crowd.app.other SELECT user_id FROM crowd.app.c");
        queryRunner.execute(
                """
                        CREATE TABLE crowd.app.crowds AS
                        SELECT CAST(crowd AS varchar) AS crowd, x AS user_id
                        FROM (VALUES ('vip', 2), ('lapsed', 5), ('opted_out', 7), ('vipers', 11), (NULL, 13)) AS c (crowd, step)
                        CROSS JOIN UNNEST(sequence(1, 400)) AS t (x)
                        WHERE x % step = 0""");
        queryRunner.execute(
                """
                        CREATE TABLE crowd.app.tags AS
                        SELECT CAST(IF(value = 'gold', 'tier', 'city') AS varchar) AS tag, CAST(value AS varchar) AS value, x AS user_id
                        FROM (VALUES ('Paris', 3), ('Rome', 4), ('gold', 6)) AS c (value, step)
                        CROSS JOIN UNNEST(sequence(1, 400)) AS t (x)
                        WHERE x % step = 0""");
        queryRunner.execute("CREATE TABLE crowd.app.days AS SELECT DATE '2026-01-01' + INTERVAL '1' DAY * (x % 10) AS day, x AS user_id FROM UNNEST(sequence(1, 100)) AS t (x)");
        queryRunner.execute("CREATE TABLE memory.default.orders AS SELECT x % 350 AS user_id, CAST(x AS double) AS amount FROM UNNEST(sequence(1, 1000)) AS t (x)");
        return queryRunner;
    }

    @Override
    protected Session getSession()
    {
        return Session.builder(super.getSession()).setCatalog("crowd").setSchema("app").build();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        // filters
        "SELECT user_id FROM a",
        "SELECT count(*) FROM crowds WHERE crowd = 'vip'",
        "SELECT count(*) FROM crowds WHERE crowd IN ('vip', 'lapsed')",
        "SELECT count(*) FROM crowds WHERE crowd IS NULL",
        "SELECT count(*) FROM crowds WHERE crowd IS NOT NULL",
        "SELECT count(*) FROM crowds WHERE crowd <> 'vip'",
        "SELECT count(*) FROM crowds WHERE crowd BETWEEN 'm' AND 'z'",
        "SELECT count(*) FROM crowds WHERE crowd LIKE 'vip%'",
        "SELECT count(*) FROM crowds WHERE crowd NOT LIKE '%p%'",
        "SELECT count(*) FROM crowds WHERE regexp_like(crowd, '^(vip|lap)')",
        "SELECT count(*) FROM crowds WHERE crowd = 'vip' OR length(crowd) = 6",
        "SELECT count(*) FROM crowds WHERE lower(crowd) = 'vip' AND user_id > 7",
        "SELECT count(*) FROM tags WHERE tag = 'city' AND value LIKE 'P%'",
        "SELECT count(*) FROM tags WHERE tag = 'city' AND value = 'Rome' OR tag = 'tier' AND value = 'gold'",
        "SELECT count(*) FROM tags WHERE tag < value",
        "SELECT count(*) FROM tags WHERE tag || value = 'cityParis'",
        "SELECT count(*) FROM days WHERE day >= DATE '2026-01-03' AND day < DATE '2026-01-06'",
        "SELECT count(*) FROM days WHERE day_of_week(day) = 1",
        "SELECT day, count(*) FROM days WHERE month(day) = 1 GROUP BY day",
        "SELECT user_id FROM a WHERE user_id = 5",
        "SELECT user_id FROM a WHERE user_id IN (5, 7, -1, 100000)",
        "SELECT count(*) FROM a WHERE user_id BETWEEN 10 AND 20 OR user_id > 290",
        "SELECT count(*) FROM a WHERE user_id <> 5",
        "SELECT count(*) FROM a WHERE user_id < 0",
        // joins
        "SELECT count(*) FROM a JOIN b USING (user_id)",
        "SELECT a.user_id FROM a JOIN b ON a.user_id = b.user_id",
        "SELECT count(*) FROM a JOIN b USING (user_id) JOIN c USING (user_id)",
        "SELECT count(*) FROM a, b, c WHERE a.user_id = b.user_id AND b.user_id = c.user_id AND a.user_id = c.user_id",
        "SELECT count(*) FROM crowds x JOIN crowds y ON x.user_id = y.user_id WHERE x.crowd = 'vip' AND y.crowd = 'lapsed'",
        "SELECT count(*) FROM a LEFT JOIN b ON a.user_id = b.user_id",
        "SELECT count(*) FROM a LEFT JOIN b ON a.user_id = b.user_id WHERE b.user_id IS NULL",
        "SELECT a.user_id FROM a LEFT JOIN b ON a.user_id = b.user_id WHERE b.user_id IS NULL",
        "SELECT a.user_id, b.user_id FROM a LEFT JOIN b ON a.user_id = b.user_id",
        "SELECT b.user_id FROM a RIGHT JOIN b ON a.user_id = b.user_id WHERE a.user_id IS NULL",
        "SELECT a.user_id, b.user_id FROM a RIGHT JOIN b ON a.user_id = b.user_id",
        "SELECT a.user_id, c.crowd FROM a LEFT JOIN crowds c ON a.user_id = c.user_id",
        "SELECT count(*) FROM a FULL JOIN b USING (user_id)",
        "SELECT count(*) FROM a FULL JOIN b ON a.user_id = b.user_id WHERE a.user_id IS NULL OR b.user_id IS NULL",
        "SELECT count(a.user_id), count(b.user_id) FROM a FULL JOIN b ON a.user_id = b.user_id",
        "SELECT count(*) FROM a LEFT JOIN b ON a.user_id = b.user_id LEFT JOIN c ON a.user_id = c.user_id WHERE b.user_id IS NOT NULL OR c.user_id IS NOT NULL",
        """
                SELECT count(*) FROM crowds x
                JOIN tags t ON x.user_id = t.user_id AND t.tag = 'city' AND t.value = 'Paris'
                LEFT JOIN crowds z ON x.user_id = z.user_id AND z.crowd = 'opted_out'
                WHERE x.crowd = 'vip' AND z.user_id IS NULL""",
        "SELECT x.crowd, y.crowd, count(*) FROM crowds x JOIN crowds y ON x.user_id = y.user_id WHERE x.crowd < y.crowd GROUP BY 1, 2",
        // semi-joins
        "SELECT count(*) FROM a WHERE user_id IN (SELECT user_id FROM b)",
        "SELECT user_id FROM a WHERE user_id IN (SELECT user_id FROM b)",
        "SELECT count(*) FROM a WHERE user_id IN (SELECT user_id FROM b) AND user_id IN (SELECT user_id FROM c)",
        "SELECT count(*) FROM crowds WHERE crowd = 'vip' AND user_id IN (SELECT user_id FROM crowds WHERE crowd = 'lapsed')",
        "SELECT count(*) FROM crowds WHERE crowd = 'vip' AND user_id IN (SELECT user_id FROM crowds WHERE crowd LIKE '%p%')",
        "SELECT count(*) FROM a WHERE user_id IN (SELECT user_id FROM tags)",
        "SELECT count(*) FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.user_id = a.user_id)",
        "SELECT count(*) FROM a WHERE EXISTS (SELECT 1 FROM crowds b WHERE b.user_id = a.user_id AND crowd = 'vip')",
        "SELECT count(*) FROM a, (SELECT DISTINCT user_id FROM crowds WHERE crowd IN ('vip', 'lapsed')) u WHERE a.user_id = u.user_id",
        // aggregations
        "SELECT crowd, count(*) FROM crowds GROUP BY crowd",
        "SELECT count(crowd), count(user_id), count(*) FROM crowds",
        "SELECT count(DISTINCT user_id) FROM crowds",
        "SELECT count(DISTINCT user_id) FROM crowds WHERE crowd IN ('vip', 'lapsed')",
        "SELECT crowd, count(DISTINCT user_id), count(*) FROM crowds GROUP BY crowd",
        "SELECT min(user_id), max(user_id), count(*) FROM crowds WHERE crowd = 'nobody'",
        "SELECT tag, min(user_id), max(user_id) FROM tags GROUP BY tag",
        "SELECT t.value, count(*) FROM tags t JOIN a ON t.user_id = a.user_id WHERE t.tag = 'city' GROUP BY t.value",
        "SELECT t.value, count(DISTINCT t.user_id) FROM tags t WHERE t.tag = 'city' AND t.user_id IN (SELECT user_id FROM crowds WHERE crowd = 'vip') GROUP BY t.value",
        "SELECT x.crowd, y.crowd, count(*) FROM crowds x JOIN crowds y ON x.user_id = y.user_id GROUP BY 1, 2",
        "SELECT x.crowd, t.value, count(DISTINCT x.user_id) FROM crowds x JOIN tags t ON x.user_id = t.user_id WHERE t.tag = 'city' GROUP BY 1, 2",
        "SELECT x.crowd, count(*) FROM a LEFT JOIN crowds x ON x.user_id = a.user_id GROUP BY 1",
        "SELECT DISTINCT crowd FROM crowds",
        "SELECT DISTINCT user_id FROM crowds",
        "SELECT DISTINCT tag, user_id FROM tags",
        "SELECT tag, count(*) FROM (SELECT DISTINCT tag, user_id FROM tags) GROUP BY tag",
        // limits
        "SELECT user_id FROM a ORDER BY user_id LIMIT 10",
        "SELECT user_id FROM a ORDER BY user_id DESC LIMIT 10",
        "SELECT crowd, user_id FROM crowds WHERE crowd LIKE 'v%' ORDER BY user_id LIMIT 10",
        "SELECT user_id FROM a LIMIT 1000",
        "SELECT DISTINCT crowd FROM crowds LIMIT 2000",
    })
    void isOneScan(String sql)
    {
        assertThat(query(sql)).isFullyPushedDown();
    }

    @Test
    void aBitmapOfUsersIsOneScan()
    {
        // A bitmap cannot be compared, but for its text.
        for (String sql : new String[] {
            "SELECT bitmap_agg(user_id) FROM crowds WHERE crowd = 'vip'",
            "SELECT bitmap_agg(user_id) FROM crowds WHERE crowd = 'nobody'",
            "SELECT value, bitmap_agg(user_id) FROM tags t JOIN a USING (user_id) GROUP BY value",
        }) {
            assertThat(explain(sql)).contains("crowd:set(").doesNotContain("Aggregate");
        }
        assertThat(query("SELECT bitmap_cardinality(bitmap_agg(user_id)) FROM crowds WHERE crowd = 'vip'")).matches("VALUES BIGINT '200'");
        assertThat(query("SELECT bitmap_agg(user_id) IS NULL FROM crowds WHERE crowd = 'nobody'")).matches("VALUES true");
    }

    @Test
    void approximateCountsAreExact()
    {
        assertThat(explain("SELECT approx_distinct(user_id) FROM crowds")).contains("crowd:count distinct(crowds)");
        assertThat(query("SELECT approx_distinct(user_id) FROM crowds")).matches("SELECT count(DISTINCT user_id) FROM crowds");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT count(*) FROM a WHERE user_id NOT IN (SELECT user_id FROM b)",
        "SELECT count(*) FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.user_id = a.user_id)",
        "SELECT user_id FROM a INTERSECT SELECT user_id FROM b",
        "SELECT user_id FROM a EXCEPT SELECT user_id FROM b",
        "SELECT user_id FROM a UNION SELECT user_id FROM b",
        "SELECT count(*) FROM a WHERE user_id IN (SELECT user_id FROM b) OR user_id IN (SELECT user_id FROM c)",
        "SELECT count(*) FILTER (WHERE crowd = 'vip'), count(*) FROM crowds",
        "SELECT crowd, count(*) FROM crowds GROUP BY ROLLUP (crowd)",
        "SELECT count(*) FROM a CROSS JOIN c",
        "SELECT sum(user_id) FROM crowds",
        "SELECT user_id, count(*) FROM crowds GROUP BY user_id",
        "SELECT crowd, count(*) FROM crowds GROUP BY crowd HAVING count(*) > 40",
        "SELECT count(*) FROM a JOIN b ON a.user_id < b.user_id AND a.user_id + 1 = b.user_id",
        "SELECT count(*) FROM a LEFT JOIN crowds c ON a.user_id = c.user_id AND c.crowd > CAST(a.user_id AS varchar)",
        "SELECT count(*) FROM a JOIN other USING (user_id)",
        "SELECT DISTINCT b.user_id FROM a LEFT JOIN b ON a.user_id = b.user_id",
        "SELECT b.user_id FROM a LEFT JOIN b ON a.user_id = b.user_id ORDER BY 1 LIMIT 5",
        "SELECT count(*) FROM (SELECT user_id FROM a ORDER BY user_id LIMIT 10) x JOIN b USING (user_id)",
        "SELECT count(*) FROM (SELECT user_id FROM a ORDER BY user_id LIMIT 10) WHERE user_id > 5",
        "SELECT count(*) FROM crowds WHERE coalesce(crowd, 'nobody') = 'nobody'",
        "SELECT count(*) FROM a LEFT JOIN crowds c ON a.user_id = c.user_id WHERE coalesce(c.crowd, 'none') IN ('none', 'vip')",
        "SELECT x.crowd, t.value, count(*), count(DISTINCT x.user_id) FROM crowds x JOIN tags t ON x.user_id = t.user_id WHERE t.tag = 'city' GROUP BY 1, 2",
        "SELECT user_id FROM a WHERE user_id IN (SELECT user_id FROM b) ORDER BY user_id DESC LIMIT 10",
        "SELECT count(DISTINCT crowd) FROM crowds",
        "SELECT min(crowd) FROM crowds",
        "SELECT sum(amount) FROM memory.default.orders WHERE user_id IN (SELECT user_id FROM crowds WHERE crowd = 'vip')",
    })
    void isNotOneScanAndRightAllTheSame(String sql)
    {
        assertThat(explain(sql).lines().filter(line -> line.contains("Aggregate") || line.contains("Join") || line.contains("TopN") || line.contains("Filter"))).isNotEmpty();
        assertThat(query(sql)).hasCorrectResultsRegardlessOfPushdown();
    }

    @Test
    void explainShowsTheExpression()
    {
        assertThat(explain("SELECT count(*) FROM a JOIN b USING (user_id)")).contains("crowd:count(a ∩ b)");
        assertThat(explain(
                """
                        SELECT count(*) FROM crowds x JOIN tags t ON x.user_id = t.user_id
                        LEFT JOIN crowds z ON x.user_id = z.user_id AND z.crowd = 'opted_out'
                        WHERE x.crowd = 'vip' AND t.tag = 'city' AND t.value = 'Paris' AND z.user_id IS NULL"""))
                .contains("crowd:count(crowds[vip] ∩ tags[city, Paris] \\ crowds[opted_out])");
        assertThat(explain("SELECT count(*) FROM crowds WHERE crowd LIKE 'vip%'")).contains("crowd:count(crowds[vip, vipers])");
        assertThat(explain("SELECT user_id FROM a WHERE user_id IN (SELECT user_id FROM crowds WHERE crowd = 'vip') ORDER BY 1 LIMIT 3")).contains("TopN",
                "crowd:a ∩ crowds[vip] first 3");
        assertThat(explain("SELECT count(DISTINCT user_id) FROM crowds WHERE crowd IN ('vip', 'lapsed')")).contains("crowd:count(∪(crowds[lapsed, vip]))");
        assertThat(explain("SELECT x.crowd, t.value, count(*) FROM crowds x JOIN tags t USING (user_id) WHERE tag = 'city' GROUP BY 1, 2"))
                .contains("crowd:count(crowds ∩ tags[city]) by crowds.crowd, tags.value");
    }

    @Test
    void tooManyCombinationsOfKeysAreNotJoinedHere()
    {
        String sql = "SELECT count(*) FROM crowds x JOIN crowds y ON x.user_id = y.user_id";
        Session few = Session.builder(getSession()).setCatalogSessionProperty("crowd", "max_key_combinations", "24").build();
        Session enough = Session.builder(getSession()).setCatalogSessionProperty("crowd", "max_key_combinations", "25").build();
        assertThat((String) computeScalar(few, "EXPLAIN " + sql)).contains("InnerJoin");
        assertThat(query(enough, sql)).isFullyPushedDown();
        assertThat(query(few, sql + " WHERE x.crowd = 'vip'")).isFullyPushedDown();
    }

    @Test
    void aConditionOnTooManyKeysIsLeftToTheEngine()
    {
        String sql = "SELECT count(*) FROM tags WHERE value LIKE '%o%'";
        Session few = Session.builder(getSession()).setCatalogSessionProperty("crowd", "max_evaluated_keys", "2").build();
        assertThat(query(few, sql)).hasCorrectResultsRegardlessOfPushdown();
        assertThat((String) computeScalar(few, "EXPLAIN " + sql)).contains("Filter");
        assertThat(query(few, sql + " AND tag = 'city'")).isFullyPushedDown();
    }

    @Test
    void aConditionThatFailsFailsWithTheEngine()
    {
        assertQueryFails("SELECT count(*) FROM crowds WHERE CAST(crowd AS bigint) = 5", "Cannot cast '.*' to BIGINT");
    }

    @Test
    void versionsOfATableAreJoined()
    {
        assertUpdate("CREATE TABLE versions (user_id bigint)");
        assertUpdate("INSERT INTO versions VALUES 1, 2, 3", 3);
        assertUpdate("INSERT INTO versions VALUES 4", 1);
        String sql = "SELECT n.user_id FROM versions n LEFT JOIN versions FOR VERSION AS OF 2 o ON n.user_id = o.user_id WHERE o.user_id IS NULL";
        assertThat(query(sql)).matches("VALUES BIGINT '4'");
        assertThat(query(sql)).isFullyPushedDown();
        assertUpdate("DROP TABLE versions");
    }

    @Test
    void deletesFindTheRowsThatAJoinSelects()
    {
        assertUpdate("CREATE TABLE deleted AS SELECT 'x' AS crowd, user_id FROM a WHERE user_id <= 6", 6);
        assertUpdate("DELETE FROM deleted WHERE user_id IN (SELECT user_id FROM b)", 3);
        assertThat(query("SELECT user_id FROM deleted")).matches("VALUES BIGINT '1', 3, 5");
        assertUpdate("DELETE FROM deleted WHERE user_id = 3 AND crowd LIKE 'x%'", 1);
        assertUpdate("DELETE FROM deleted WHERE crowd LIKE 'x%'", 2);
        assertQueryReturnsEmptyResult("TABLE deleted");
        assertUpdate("DROP TABLE deleted");
    }

    private String explain(String sql)
    {
        return (String) computeScalar("EXPLAIN " + sql);
    }
}
