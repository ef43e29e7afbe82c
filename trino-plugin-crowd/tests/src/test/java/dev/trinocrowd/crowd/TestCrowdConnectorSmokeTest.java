package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.testing.BaseConnectorSmokeTest;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.QueryRunner;
import io.trino.testing.TestingConnectorBehavior;
import io.trino.testing.sql.TestTable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

import static io.trino.testing.TestingConnectorBehavior.SUPPORTS_ADD_COLUMN;
import static io.trino.testing.TestingConnectorBehavior.SUPPORTS_ARRAY;
import static io.trino.testing.TestingConnectorBehavior.SUPPORTS_CREATE_MATERIALIZED_VIEW;
import static io.trino.testing.TestingConnectorBehavior.SUPPORTS_DEFAULT_COLUMN_VALUE;
import static io.trino.testing.TestingConnectorBehavior.SUPPORTS_MAP_TYPE;
import static io.trino.testing.TestingConnectorBehavior.SUPPORTS_MERGE;
import static io.trino.testing.TestingConnectorBehavior.SUPPORTS_NATIVE_QUERY;
import static io.trino.testing.TestingConnectorBehavior.SUPPORTS_RENAME_TABLE_ACROSS_SCHEMAS;
import static io.trino.testing.TestingConnectorBehavior.SUPPORTS_ROW_TYPE;
import static io.trino.testing.TestingConnectorBehavior.SUPPORTS_SET_COLUMN_TYPE;
import static io.trino.testing.TestingConnectorBehavior.SUPPORTS_UPDATE;
import static io.trino.testing.TestingNames.randomNameSuffix;
import static org.assertj.core.api.Assertions.assertThat;

/// Trino's own smoke test of a connector.
///
/// Its two tables are sets as well: nations are the ids of their names, regions and comments. Tables that it makes say which of their columns
/// are the ids, and have decimals for doubles, which are no keys.
public final class TestCrowdConnectorSmokeTest
        extends BaseConnectorSmokeTest
{
    private static final Set<TestingConnectorBehavior> MISSING = ImmutableSet.of(
            SUPPORTS_ADD_COLUMN,
            SUPPORTS_ARRAY,
            SUPPORTS_CREATE_MATERIALIZED_VIEW,
            SUPPORTS_DEFAULT_COLUMN_VALUE,
            SUPPORTS_MAP_TYPE,
            SUPPORTS_MERGE,
            SUPPORTS_NATIVE_QUERY,
            SUPPORTS_RENAME_TABLE_ACROSS_SCHEMAS,
            SUPPORTS_ROW_TYPE,
            SUPPORTS_SET_COLUMN_TYPE,
            SUPPORTS_UPDATE);
    private static final String NO_UPDATES = "UPDATE and MERGE are not supported by crowd tables: use DELETE and INSERT";

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        DistributedQueryRunner queryRunner = CrowdQueryRunner.create(2, builder -> builder.amendSession(session -> session.setCatalog("crowd").setSchema("app")));
        queryRunner.installPlugin(new TpchPlugin());
        queryRunner.createCatalog("tpch", "tpch");
        queryRunner.execute("CREATE SCHEMA crowd.app");
        queryRunner.execute("CREATE TABLE nation WITH (member = 'nationkey') AS TABLE tpch.tiny.nation");
        queryRunner.execute("CREATE TABLE region WITH (member = 'regionkey') AS TABLE tpch.tiny.region");
        return queryRunner;
    }

    @Override
    protected boolean hasBehavior(TestingConnectorBehavior behavior)
    {
        return !MISSING.contains(behavior) && super.hasBehavior(behavior);
    }

    @Override
    protected TestTable newTrinoTable(String namePrefix, String tableDefinition, List<String> rowsToInsert)
    {
        String definition = tableDefinition
                .replaceFirst("^AS SELECT \\* FROM region$", "WITH (member = 'regionkey') AS SELECT * FROM region")
                .replaceFirst("^AS SELECT \\* FROM nation$", "WITH (member = 'nationkey') AS SELECT * FROM nation");
        return super.newTrinoTable(namePrefix, definition, rowsToInsert);
    }

    @Override
    protected String getCreateTableDefaultDefinition()
    {
        return "(a bigint, b decimal(4, 1)) WITH (member = 'a')";
    }

    @Override
    protected String expectedValues(String values)
    {
        return "SELECT CAST(a AS bigint), CAST(b AS decimal(4, 1)) FROM (VALUES %s) AS t (a, b)".formatted(values);
    }

    @Test
    @Override
    public void testCreateTableAsSelect()
    {
        String table = "test_create_" + randomNameSuffix();
        assertUpdate("CREATE TABLE %s WITH (member = 'a') AS SELECT BIGINT '42' a, DECIMAL '-38.5' b".formatted(table), 1);
        assertThat(query("SELECT a, b FROM " + table)).matches("VALUES (BIGINT '42', DECIMAL '-38.5')");
        assertUpdate("DROP TABLE " + table);
        assertQueryFails("CREATE TABLE %s WITH (member = 'a') AS SELECT BIGINT '42' a, DOUBLE '-38.5' b".formatted(table), "A key column must be .*, found b double");
    }

    @Test
    @Override
    public void testRenameTable()
    {
        String before = "test_rename_old_" + randomNameSuffix();
        String after = "test_rename_new_" + randomNameSuffix();
        assertUpdate("CREATE TABLE %s %s".formatted(before, getCreateTableDefaultDefinition()));
        assertUpdate("ALTER TABLE %s RENAME TO %s".formatted(before, after));
        assertThat(query("SHOW TABLES LIKE '%s'".formatted(before))).returnsEmptyResult();
        assertThat(query("SELECT a, b FROM " + after)).returnsEmptyResult();
        assertUpdate("INSERT INTO %s (a, b) VALUES (42, -38.5)".formatted(after), 1);
        assertThat(query("SELECT a, b FROM " + after)).matches(expectedValues("(42, -38.5)"));
        assertUpdate("DROP TABLE " + after);
        assertThat(query("SHOW TABLES LIKE '%s'".formatted(after))).returnsEmptyResult();
    }

    /// Ours says which table and which schema.
    @Test
    @Override
    public void testRenameTableAcrossSchemas()
    {
        assertUpdate("CREATE SCHEMA other");
        assertQueryFails("ALTER TABLE nation RENAME TO other.nation", "A crowd table or view cannot be moved to another schema: .*");
        assertUpdate("DROP SCHEMA other");
    }

    @Test
    @Override
    public void verifySupportsUpdateDeclaration()
    {
        assertQueryFails("UPDATE nation SET nationkey = 100 WHERE regionkey = 2", NO_UPDATES);
    }

    @Test
    @Override
    public void verifySupportsRowLevelUpdateDeclaration()
    {
        assertQueryFails("UPDATE nation SET nationkey = nationkey * 100 WHERE regionkey = 2", NO_UPDATES);
    }

    @Test
    @Override
    public void testRowLevelUpdate()
    {
        assertQueryFails("UPDATE nation SET nationkey = nationkey + regionkey WHERE regionkey < 1", NO_UPDATES);
    }

    @Test
    @Override
    public void testMerge()
    {
        assertQueryFails("MERGE INTO nation n USING nation s ON (n.nationkey = s.nationkey) WHEN MATCHED AND n.regionkey < 1 THEN UPDATE SET nationkey = 5", NO_UPDATES);
    }

    @Test
    @Override
    public void testShowCreateTable()
    {
        assertThat((String) computeScalar("SHOW CREATE TABLE region")).isEqualTo("""
                CREATE TABLE crowd.app.region (
                   regionkey bigint NOT NULL,
                   name varchar(25),
                   comment varchar(152)
                )
                WITH (
                   buckets = 16,
                   member = 'regionkey'
                )""");
    }
}
