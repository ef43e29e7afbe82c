package dev.trinocrowd.steps;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class TestStepsFunction
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void packsConditionsFromTheLowestBit()
    {
        assertThat(query("SELECT steps(true, false, true)")).matches("VALUES TINYINT '5'");
    }

    @Test
    void nullConditionIsFalse()
    {
        assertThat(query("SELECT steps(NULL, true)")).matches("VALUES TINYINT '2'");
    }

    @Test
    void typeIsTheNarrowestWithoutTheSignBit()
    {
        assertThat(query("SELECT steps(%s true)".formatted("false, ".repeat(6)))).matches("VALUES TINYINT '64'");
        assertThat(query("SELECT steps(%s true)".formatted("false, ".repeat(7)))).matches("VALUES SMALLINT '128'");
        assertThat(query("SELECT steps(%s true)".formatted("false, ".repeat(15)))).matches("VALUES INTEGER '32768'");
        assertThat(query("SELECT steps(%s true)".formatted("false, ".repeat(19)))).matches("VALUES INTEGER '524288'");
    }

    @Test
    void moreThanTwentyConditionsAreRefused()
    {
        assertQueryFails("SELECT steps(%s true)".formatted("false, ".repeat(20)), ".*Unexpected parameters.* for function steps.*");
    }
}
