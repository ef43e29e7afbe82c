package dev.trinocrowd.retention;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestRetentionFunction
        extends AbstractTestQueryFramework
{
    private static final String DAYS = "(VALUES (1, 1), (1, 2), (1, 3), (2, 1), (2, 3), (3, 2)) t(user_id, day)";

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void tellsWhoCameBack()
    {
        assertThat(query("SELECT user_id, retention(ARRAY[day = 1, day = 2, day = 3]) FROM %s GROUP BY user_id".formatted(DAYS)))
                .matches("VALUES (1, ARRAY[true, true, true]), (2, ARRAY[true, false, true]), (3, ARRAY[false, false, false])");
    }

    @ParameterizedTest
    @CsvSource({"tinyint, 7", "smallint, 15", "integer, 31", "bigint, 63"})
    void aMaskGivesAsManyConditionsAsItsTypeHolds(String type, int length)
    {
        assertThat(query(
                "SELECT cardinality(r), slice(r, 1, 3) FROM (SELECT retention(CAST(steps(day = 1, day = 2, day = 3) AS %s)) FROM %s WHERE user_id = 2) s(r)".formatted(type, DAYS)))
                .matches("VALUES (BIGINT '%s', ARRAY[true, false, true])".formatted(length));
    }

    @Test
    void aNullConditionIsFalse()
    {
        assertThat(query("SELECT retention(c) FROM (VALUES ARRAY[true, NULL, true]) t(c)")).matches("VALUES ARRAY[true, false, true]");
    }

    @Test
    void aNullArrayOrMaskSkipsTheRow()
    {
        assertThat(query("SELECT retention(c) FROM (VALUES ARRAY[true, false], NULL) t(c)")).matches("VALUES ARRAY[true, false]");
        assertThat(query("SELECT retention(m) FROM (VALUES CAST(NULL AS tinyint), TINYINT '64') t(m)")).matches("VALUES repeat(false, 7)");
    }

    @Test
    void withoutARowTheAnswerIsNull()
    {
        assertThat(query("SELECT retention(ARRAY[day = 1]) FROM %s WHERE false".formatted(DAYS))).matches("VALUES CAST(NULL AS array(boolean))");
        assertThat(query("SELECT user_id, retention(ARRAY[day = 1]) FILTER (WHERE user_id = 1) FROM %s GROUP BY user_id".formatted(DAYS)))
                .matches("VALUES (1, ARRAY[true]), (2, NULL), (3, NULL)");
    }

    @Test
    void aUserWithoutTheFirstConditionIsRetainedNowhere()
    {
        assertThat(query("SELECT retention(ARRAY[day = 9, true]) FROM %s".formatted(DAYS))).matches("VALUES ARRAY[false, false]");
    }

    @Test
    void windowFramesSeeTheirRowsOnly()
    {
        String sql = "SELECT day, retention(ARRAY[day = 1, day = 2, day = 3]) OVER (ORDER BY day %s) FROM (VALUES 1, 2, 3) t(day)";
        assertThat(query(sql.formatted(""))).matches("VALUES (1, ARRAY[true, false, false]), (2, ARRAY[true, true, false]), (3, ARRAY[true, true, true])");
        assertThat(query(sql.formatted("ROWS BETWEEN 1 PRECEDING AND CURRENT ROW")))
                .matches("VALUES (1, ARRAY[true, false, false]), (2, ARRAY[true, true, false]), (3, ARRAY[false, false, false])");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "repeat(true, 64)                                  | retention conditions must be at most 63, found 64",
        "CAST(ARRAY[] AS array(boolean))                   | retention conditions must be 1 to 63, found 0",
        "IF(day = 1, ARRAY[true], ARRAY[true, false])      | retention conditions must be of one number within a group, found 1 and 2",
        "-day                                              | retention conditions must be a mask without the sign bit, found -[123]",
        "ARRAY[day]                                        | .*Unexpected parameters \\(array\\(integer\\)\\) for function retention.*"})
    void refuses(String arguments, String message)
    {
        assertQueryFails("SELECT retention(%s) FROM %s".formatted(arguments, DAYS), message);
    }
}
