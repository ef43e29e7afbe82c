package dev.trinocrowd.launcher.load;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

final class TestInsertBatch
{
    private static final TableName TABLE = new TableName("memory", "default", "t");
    private static final List<Column> COLUMNS = List.of(new Column("a\"b", LoadType.parse("bigint")), new Column("c", LoadType.parse("varchar")));

    @Test
    void quotesForSqlAndForJson()
    {
        InsertBatch batch = new InsertBatch(TABLE, COLUMNS);
        assertThat(batch.add(Arrays.asList("1", "it's \"x\"\n"))).isTrue();
        assertThat(batch.add(Arrays.asList(null, ""))).isTrue();
        InsertBatch.Statement statement = batch.take();
        assertThat(statement.rows()).isEqualTo(2);
        assertThat(statement.sql()).isEqualTo("""
                INSERT INTO "memory"."default"."t" SELECT CAST("a""b" AS bigint), CAST("c" AS varchar) \
                FROM UNNEST(CAST(json_parse('[["1","it''s \\"x\\"\\n"],[null,""]]') AS array(row("a""b" varchar, "c" varchar)))) AS t ("a""b", "c")""");
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void staysBelowTheLongestQueryThatTrinoTakes()
    {
        InsertBatch batch = new InsertBatch(TABLE, COLUMNS);
        List<String> row = List.of("1", "x".repeat(1000));
        int rows = 0;
        while (batch.add(row)) {
            rows++;
        }
        InsertBatch.Statement statement = batch.take();
        assertThat(statement.rows()).isEqualTo(rows).isGreaterThan(900);
        assertThat(statement.sql().length()).isBetween(998_000, 1_000_000);
        assertThat(batch.add(row)).isTrue();
    }
}
