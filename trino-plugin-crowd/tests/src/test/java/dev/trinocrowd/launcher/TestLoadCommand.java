package dev.trinocrowd.launcher;

import dev.trinocrowd.testing.CrowdCli.Result;
import dev.trinocrowd.testing.RealServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

final class TestLoadCommand
{
    @TempDir
    private Path directory;

    @AfterAll
    static void dropSchemas()
            throws SQLException
    {
        execute("DROP SCHEMA IF EXISTS warehouse.load_test CASCADE");
        execute("DROP SCHEMA IF EXISTS memory.load_test CASCADE");
    }

    @Test
    void createsSchemaAndTableWithEveryValue()
            throws IOException, SQLException
    {
        Path file = file("a.csv", """
                id,name,at,price,vip
                1,"it's ""so""
                long",2020-01-01 08:26,1.5,true
                2,,2020-01-01T08:26:00.123456,-2,FALSE
                3,"",,,
                """);
        Result result = load(file, "warehouse.load_test.everything");
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .matches("(?s)Loaded 3 rows into warehouse\\.load_test\\.everything in .* s:\n  id bigint\n  name varchar\n  at timestamp\\(6\\)\n  price double\n  vip boolean\n");
        assertThat(rows("SELECT * FROM warehouse.load_test.everything ORDER BY id")).containsExactly(
                "1|it's \"so\"\nlong|2020-01-01 08:26:00.000000|1.5|true",
                "2|null|2020-01-01 08:26:00.123456|-2.0|false",
                "3||null|null|null");
        assertThat(rows("SHOW TABLES FROM warehouse.load_test LIKE 'crowd%'")).isEmpty();
    }

    @Test
    void takesGivenTypesDelimiterAndNames()
            throws IOException, SQLException
    {
        Path file = file("a.txt", "007\t1.10\t-\n008\t2\tx\n");
        Result result = load(file, "memory.load_test.typed", "--no-header", "--columns", "id,price,note", "--delimiter", "\\t", "--null", "-", "--types",
                "price=decimal(10,2),id=bigint");
        assertThat(result.err()).isEmpty();
        assertThat(rows("SELECT * FROM memory.load_test.typed ORDER BY id")).containsExactly("7|1.10|null", "8|2.00|x");
    }

    @Test
    void existingTableNeedsToBeAppendedToOrReplaced()
            throws IOException, SQLException
    {
        Path first = file("a.jsonl", "{\"id\":1,\"name\":\"x\"}\n");
        Path second = file("b.jsonl", "{\"id\":\"0002\"}\n");
        assertThat(load(first, "warehouse.load_test.twice").exitCode()).isZero();

        Result refused = load(second, "warehouse.load_test.twice");
        assertThat(refused.err()).isEqualTo("The table warehouse.load_test.twice exists already: give --append to add to it, or --replace to put the file in its place.\n");
        assertThat(refused.exitCode()).isEqualTo(1);

        assertThat(load(second, "warehouse.load_test.twice", "--append").err()).isEmpty();
        assertThat(rows("SELECT * FROM warehouse.load_test.twice ORDER BY id")).containsExactly("1|x", "2|null");

        assertThat(load(second, "warehouse.load_test.twice", "--replace").err()).isEmpty();
        assertThat(rows("SELECT * FROM warehouse.load_test.twice")).containsExactly("0002");
        assertThat(rows("SHOW TABLES FROM warehouse.load_test LIKE 'crowd%'")).isEmpty();
    }

    @Test
    void badRowLeavesNothingBehind()
            throws IOException, SQLException
    {
        Path file = file("a.csv", "a,b\n1,2\n3\n");
        Result result = load(file, "warehouse.load_bad.t");
        assertThat(result.err()).isEqualTo(file + ", line 3, column 2 (b): expected 2 fields, found only 1.\n");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(rows("SHOW SCHEMAS FROM warehouse LIKE 'load_bad'")).isEmpty();
    }

    @Test
    void whatTheServerRefusesLeavesNothingBehind()
            throws IOException, SQLException
    {
        // The warehouse keeps microseconds only, and says so after the schema was created.
        Path file = file("a.csv", "at\n2020-01-01\n");
        Result result = load(file, "warehouse.load_bad.t", "--types", "at=timestamp(3)");
        assertThat(result.err()).contains("Incorrect timestamp precision for timestamp(3)").hasLineCount(1);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(rows("SHOW SCHEMAS FROM warehouse LIKE 'load_bad'")).isEmpty();
    }

    @Test
    void manyRowsArriveEachOnce()
            throws IOException, SQLException
    {
        StringBuilder text = new StringBuilder("id,text\n");
        int rows = 20_000;
        for (int i = 0; i < rows; i++) {
            text.append(i).append(",\"").append("'é\\".repeat(40)).append(i).append("\"\n");
        }
        assertThat(load(file("a.csv", text.toString()), "memory.load_test.many").err()).doesNotContain("taken away");
        assertThat(rows("SELECT count(*), count(DISTINCT id), sum(id), count_if(text = array_join(repeat('''é\\', 40), '') || CAST(id AS varchar)) FROM memory.load_test.many"))
                .containsExactly("%s|%s|%s|%s".formatted(rows, rows, (long) rows * (rows - 1) / 2, rows));
    }

    @Test
    void saysThatAFileOrCatalogIsMissing()
            throws IOException
    {
        assertThat(load(directory.resolve("none.csv"), "memory.load_test.t").err()).isEqualTo("There is no file %s.\n".formatted(directory.resolve("none.csv")));
        assertThat(load(file("a.csv", "a\n1\n"), "nowhere.s.t").err()).isEqualTo("The server has no catalog 'nowhere'.\n");
        assertThat(load(file("a.csv", "a\n1\n"), "t").err()).isEqualTo("--table takes a catalog, a schema and a table, such as warehouse.shop.events, not 't'.\n");
    }

    private Path file(String name, String text)
            throws IOException
    {
        return Files.writeString(directory.resolve(name), text);
    }

    private static Result load(Path file, String table, String... options)
    {
        List<String> arguments = new ArrayList<>(List.of(file.toString(), "--table", table));
        arguments.addAll(List.of(options));
        return RealServer.shared().crowd("load", arguments.toArray(String[]::new));
    }

    private static void execute(String sql)
            throws SQLException
    {
        try (Connection connection = RealServer.shared().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(String sql)
            throws SQLException
    {
        List<String> rows = new ArrayList<>();
        try (Connection connection = RealServer.shared().connect();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            while (results.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                    values.add(results.getString(i));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }
}
