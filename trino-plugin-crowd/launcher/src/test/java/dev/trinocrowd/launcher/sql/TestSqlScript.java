package dev.trinocrowd.launcher.sql;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

final class TestSqlScript
{
    @Test
    void splitsAtSemicolonsOnly()
    {
        assertThat(texts("SELECT 1; SELECT 2;\n;SELECT 3")).containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
    }

    @Test
    void semicolonsInQuotesAndCommentsEndNothing()
    {
        assertThat(texts("SELECT ';', 'it''s;', \"a;b\" -- no; end\n/* ; */ FROM t; SELECT 2"))
                .containsExactly("SELECT ';', 'it''s;', \"a;b\" -- no; end\n/* ; */ FROM t", "SELECT 2");
    }

    @Test
    void commentsBeforeAStatementAreItsCaption()
    {
        List<SqlStatement> statements = SqlScript.split("-- How many?\n-- All of them.\nSELECT 1;\n\n-- And then?\nSELECT 2;\n-- nothing follows");
        assertThat(statements).extracting(SqlStatement::caption).containsExactly(List.of("How many?", "All of them."), List.of("And then?"));
    }

    @Test
    void emptyLineStaysBetweenTheParagraphsOfACaption()
    {
        assertThat(SqlScript.split("-- a\n\n-- b\nSELECT 1").getFirst().caption()).containsExactly("a", "", "b");
    }

    @Test
    void bodyOfARoutineIsOneStatement()
    {
        String routine = "CREATE FUNCTION memory.default.f(x bigint) RETURNS bigint BEGIN DECLARE y bigint; IF x > 1 THEN SET y = 2; END IF; CASE WHEN x > 1 THEN SET y = 3; ELSE SET y = 4; END CASE; RETURN y; END";
        assertThat(texts(routine + "; SELECT 1")).containsExactly(routine, "SELECT 1");
    }

    @Test
    void quoteThatIsNotClosedTakesTheRest()
    {
        assertThat(texts("SELECT 1; SELECT 'a; SELECT 2")).containsExactly("SELECT 1", "SELECT 'a; SELECT 2");
    }

    @Test
    void positionOfAnErrorIsThatInTheScript()
    {
        SqlStatement second = SqlScript.split("SELECT 1;\n  SELECT bad,\n  worse").get(1);
        assertThat(second.locate("line 1:8: Column 'bad' cannot be resolved")).isEqualTo("line 2:10: Column 'bad' cannot be resolved");
        assertThat(second.locate("line 2:3: Column 'worse' cannot be resolved")).isEqualTo("line 3:3: Column 'worse' cannot be resolved");
        assertThat(second.locate("Division by zero")).isEqualTo("Division by zero");
    }

    private static List<String> texts(String script)
    {
        return SqlScript.split(script).stream().map(SqlStatement::text).toList();
    }
}
