package dev.trinocrowd.launcher;

import dev.trinocrowd.testing.CrowdCli;
import dev.trinocrowd.testing.CrowdCli.Result;
import dev.trinocrowd.testing.RealServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

final class TestSqlCommand
{
    private static final String VALUES = """
            SELECT
              9007199254740993 AS big,
              DECIMAL '12345678901234567890.10' AS exact,
              CAST(NULL AS varchar) AS nothing,
              '' AS blank,
              ARRAY[CAST(ROW(1, TIMESTAMP '2020-01-01 00:00:00.123456') AS row(n integer, t timestamp(6)))] AS list,
              MAP(ARRAY['b', 'a'], ARRAY[2, NULL]) AS m,
              JSON '{"x":[1.10]}' AS j,
              DATE '2020-01-01' AS d,
              nan() AS f
            """;

    @TempDir
    private Path directory;

    @Test
    void printsAnAlignedTable()
    {
        assertPrints("""
                 n | name
                ---+-----
                 1 | a
                20 | NULL
                (2 rows)
                """, "-e", "SELECT * FROM (VALUES (1, 'a'), (20, NULL)) AS t (n, name) ORDER BY n");
    }

    @Test
    void printsCsv()
    {
        assertPrints("""
                big,exact,nothing,blank,list,m,j,d,f
                9007199254740993,12345678901234567890.10,,"","[{n=1, t=2020-01-01 00:00:00.123456}]","{a=NULL, b=2}","{""x"":[1.10]}",2020-01-01,NaN
                """, "--csv", "-e", VALUES);
    }

    @Test
    void printsJson()
    {
        assertPrints(
                """
                        [
                        {"big":9007199254740993,"exact":12345678901234567890.10,"nothing":null,"blank":"","list":[{"n":1,"t":"2020-01-01 00:00:00.123456"}],"m":{"a":null,"b":2},"j":{"x":[1.10]},"d":"2020-01-01","f":"NaN"}
                        ]
                        """,
                "--json", "-e", VALUES);
    }

    @Test
    void runsTheStatementsOfAFileInACatalogAndSchema()
            throws IOException
    {
        Path file = Files.writeString(directory.resolve("a.sql"),
                "-- a comment; with a semicolon\nCREATE TABLE sql_command (a bigint);\nINSERT INTO sql_command VALUES 1, 2;\nSELECT sum(a) AS s FROM sql_command;\nDROP TABLE sql_command;\n");
        assertPrints("""
                CREATE TABLE: 0 rows
                INSERT: 2 rows
                s
                -
                3
                (1 row)
                DROP TABLE: 0 rows
                """, "--catalog", "memory", "--schema", "default", "-f", file.toString());
    }

    @Test
    void runsTheStatementsOfStandardInput()
    {
        Result result = RealServer.shared().crowd(Map.of(), "SELECT 1 AS a;", "sql", "--csv");
        assertThat(result.out()).isEqualTo("a\n1\n");
    }

    @Test
    void failingStatementSaysWhereAndEndsTheScript()
    {
        Result result = RealServer.shared().crowd("sql", "--csv", "-e", "SELECT 1 AS a;\nSELECT bad;\nSELECT 3");
        assertThat(result.err()).isEqualTo("line 2:8: Column 'bad' cannot be resolved\n");
        assertThat(result.out()).isEqualTo("a\n1\n");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void saysThatNoServerIsThere()
    {
        Result result = CrowdCli.run("sql", "--server", "http://127.0.0.1:1", "-e", "SELECT 1");
        assertThat(result.err()).startsWith("No Trino server answers at http://127.0.0.1:1 (").endsWith("): start one by `bin/crowd server`, or name another with --server.\n")
                .hasLineCount(1);
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void saysThatAFileIsMissing()
    {
        Result result = CrowdCli.run("sql", "--server", "http://127.0.0.1:1", "-f", directory.resolve("none.sql").toString());
        assertThat(result.err()).isEqualTo("There is no file %s.\n".formatted(directory.resolve("none.sql")));
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void usageIsPrintedWithoutACommand()
    {
        Result result = CrowdCli.run();
        assertThat(result.out()).startsWith("Usage: crowd").contains("demo", "server", "sql", "load", "package");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void packageNamesTheZip()
    {
        Result result = CrowdCli.run("package", "--out", directory.toString());
        Path zip = Path.of(result.out().lines().findFirst().orElseThrow());
        assertThat(zip).isRegularFile().hasParent(directory);
        assertThat(result.out()).hasLineCount(3);
    }

    private static void assertPrints(String expected, String... arguments)
    {
        Result result = RealServer.shared().crowd("sql", arguments);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo(expected);
        assertThat(result.exitCode()).isZero();
    }
}
