package dev.trinocrowd.crowd;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class TestCrowdConnector
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void hasNoSchemas()
    {
        assertThat(query("SHOW SCHEMAS FROM crowd")).matches("VALUES CAST('information_schema' AS varchar)");
    }

    @Test
    void schemasCannotBeCreated()
    {
        assertQueryFails("CREATE SCHEMA crowd.app", "The crowd catalog cannot hold schemas yet: CREATE SCHEMA app is not supported");
    }

    @Test
    void tablesCannotBeCreated()
    {
        assertQueryFails("CREATE TABLE crowd.app.vip (user_id bigint)", "The crowd catalog cannot hold tables yet: CREATE TABLE app.vip is not supported");
    }
}
