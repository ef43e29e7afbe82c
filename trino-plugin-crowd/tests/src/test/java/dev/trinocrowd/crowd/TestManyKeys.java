package dev.trinocrowd.crowd;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Tables with as many keys as others have rows.
final class TestManyKeys
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        QueryRunner queryRunner = CrowdQueryRunner.create(0);
        queryRunner.execute("CREATE SCHEMA crowd.app");
        return queryRunner;
    }

    @Test
    void twentyThousandKeys()
    {
        keys(20_000);
    }

    @Test
    @Tag("nightly")
    void aMillionKeys()
    {
        keys(1_000_000);
    }

    /// Each has two users, of which one is in all.
    private void keys(int count)
    {
        assertUpdate("CREATE TABLE crowd.app.keys (number bigint, name varchar, user_id bigint)");
        for (String user : new String[] {"1", "number"}) {
            assertUpdate(
                    "INSERT INTO crowd.app.keys SELECT number, 'key ' || CAST(number AS varchar), %s FROM (SELECT i * 1000 + j AS number FROM UNNEST(sequence(1, %s)) AS a (i) CROSS JOIN UNNEST(sequence(1, 1000)) AS b (j))"
                            .formatted(user, count / 1000),
                    count);
        }
        assertThat(query("SELECT count(*), count(DISTINCT user_id), count(DISTINCT name) FROM crowd.app.keys"))
                .matches("VALUES (BIGINT '%s', BIGINT '%s', BIGINT '%s')".formatted(2 * count, count + 1, count));
        assertThat(query("SELECT user_id FROM crowd.app.keys WHERE number = 1500")).matches("VALUES BIGINT '1', 1500");
        assertThat(query("SELECT user_id FROM crowd.app.keys WHERE name LIKE 'key 1600'")).matches("VALUES BIGINT '1', 1600");
        assertThat(query("SELECT number FROM crowd.app.keys WHERE user_id = 1700")).matches("VALUES BIGINT '1700'");
        assertUpdate("DELETE FROM crowd.app.keys WHERE number > 1100", 2L * count - 200);
        assertThat(query("SELECT count(*) FROM crowd.app.keys")).matches("VALUES BIGINT '200'");
        assertUpdate("DROP TABLE crowd.app.keys");
    }
}
