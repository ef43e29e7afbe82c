package dev.trinocrowd.crowd;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The properties of a catalog.
final class TestCrowdCatalog
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void aCatalogNeedsALocation()
    {
        assertRefused("CREATE CATALOG other USING crowd", "crowd.location: must not be null");
    }

    @Test
    void aFilesystemThatCannotCommitIsRefused()
    {
        assertRefused(
                "CREATE CATALOG other USING crowd WITH (\"crowd.location\" = 'hdfs://somewhere/crowd')",
                "crowd.location: must start with local://, s3://, gs:// or abfss://");
    }

    @Test
    void theCacheOfFilesIsNotForCrowds()
    {
        assertRefused(
                "CREATE CATALOG other USING crowd WITH (\"crowd.location\" = 'local:///', \"fs.local.enabled\" = 'true', \"fs.cache.enabled\" = 'true')",
                "fs.cache.enabled is not for crowds, which have a cache of their own: crowd.cache.max-size");
    }

    @Test
    void anUnknownPropertyIsNamed()
    {
        assertRefused("CREATE CATALOG other USING crowd WITH (\"crowd.location\" = 'local:///', \"crowd.size\" = 'large')", "'crowd.size' was not used");
    }

    @Test
    void aFolderForExportsMustBeApartFromTheCrowds()
            throws Exception
    {
        Path destinations = Files.createTempFile("destinations", ".json");
        Files.writeString(destinations, "{\"files\": {\"kind\": \"file\", \"format\": \"csv\", \"location\": \"local:///crowds/exports\"}}");
        assertRefused(
                "CREATE CATALOG other USING crowd WITH (\"crowd.location\" = 'local:///crowds', \"fs.local.enabled\" = 'true', \"local.location\" = '%s', \"crowd.export.destinations-file\" = '%s')"
                        .formatted(Files.createTempDirectory("other-crowds"), destinations),
                "destination files: 'location' must be apart from crowd.location, found local:///crowds/exports and local:///crowds");
    }

    @Test
    void severalCatalogsShareADisk()
            throws Exception
    {
        Path folder = Files.createTempDirectory("other-crowds");
        assertUpdate(
                "CREATE CATALOG other USING crowd WITH (\"crowd.location\" = 'local:///a/b', \"fs.local.enabled\" = 'true', \"local.location\" = '%s', \"crowd.bucket-count\" = '3')"
                        .formatted(folder));
        assertUpdate("CREATE SCHEMA other.app");
        assertUpdate("CREATE TABLE other.app.vip AS SELECT BIGINT '7' AS user_id", 1);
        assertThat(query("TABLE other.app.vip")).matches("VALUES BIGINT '7'");
        assertThat((String) computeScalar("SHOW CREATE TABLE other.app.vip")).contains("buckets = 3");
        assertThat(folder.resolve("a/b/app")).isDirectory();
        assertUpdate("DROP SCHEMA other.app CASCADE");
        assertUpdate("DROP CATALOG other");
    }

    @Test
    void tablesAreFoundAgainWhenTheRootOfTheDiskIsAFolderHigher()
            throws Exception
    {
        Path folder = Files.createTempDirectory("moved-crowds");
        String catalog = "CREATE CATALOG %s USING crowd WITH (\"crowd.location\" = 'local:///%s', \"fs.local.enabled\" = 'true', \"local.location\" = '%s')";
        assertUpdate(catalog.formatted("low", "", Files.createDirectory(folder.resolve("crowd"))));
        assertUpdate("CREATE SCHEMA low.app");
        assertUpdate("CREATE TABLE low.app.vip AS SELECT BIGINT '7' AS user_id", 1);
        assertUpdate("DROP CATALOG low");

        assertUpdate(catalog.formatted("high", "crowd", folder));
        assertThat(query("TABLE high.app.vip")).matches("VALUES BIGINT '7'");
        assertUpdate("INSERT INTO high.app.vip VALUES 8", 1);
        assertThat(query("SELECT count(*) FROM high.app.vip")).matches("VALUES BIGINT '2'");
        assertUpdate("DROP SCHEMA high.app CASCADE");
        assertUpdate("DROP CATALOG high");
    }

    private void assertRefused(String sql, String problem)
    {
        assertThatThrownBy(() -> getQueryRunner().execute(sql)).hasMessageContaining(problem);
    }
}
