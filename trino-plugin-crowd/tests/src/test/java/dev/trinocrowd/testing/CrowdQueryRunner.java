package dev.trinocrowd.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.trinocrowd.plugin.CrowdPlugin;
import io.trino.plugin.hive.HivePlugin;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.DistributedQueryRunner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

import static io.trino.testing.TestingSession.testSessionBuilder;

/// The engine in this JVM, with the plugin on a flat class path and the catalogs that `bin/crowd server` has; `memory` is the default.
///
/// What depends on Trino's own class loaders is tested on the packaged server instead.
public final class CrowdQueryRunner
{
    private CrowdQueryRunner()
    {}

    /// @param workers nodes beside the coordinator, which works too
    public static DistributedQueryRunner create(int workers)
            throws Exception
    {
        return create(workers, Files.createTempDirectory("crowd-warehouse"));
    }

    /// @param setup further settings of the engine
    public static DistributedQueryRunner create(int workers, Consumer<DistributedQueryRunner.Builder<?>> setup)
            throws Exception
    {
        return create(workers, Files.createTempDirectory("crowd-warehouse"), Files.createTempDirectory("crowds"), setup);
    }

    /// @param crowds the folder of the catalog `crowd`, deleted with the runner
    public static DistributedQueryRunner createOnFiles(int workers, Path crowds)
            throws Exception
    {
        return create(workers, Files.createTempDirectory("crowd-warehouse"), crowds, _ -> {});
    }

    /// @param warehouse the folder of the catalog `warehouse`, deleted with the runner
    public static DistributedQueryRunner create(int workers, Path warehouse)
            throws Exception
    {
        return create(workers, warehouse, Files.createTempDirectory("crowds"), _ -> {});
    }

    /// @param warehouse the folder of the catalog `warehouse`, deleted with the runner
    /// @param destinations those of the catalog `crowd`, by name
    public static DistributedQueryRunner createWithDestinations(int workers, Path warehouse, Map<String, JsonNode> destinations)
            throws Exception
    {
        Path file = Files.createTempFile("destinations", ".json");
        Files.writeString(file, new JsonMapper().writeValueAsString(destinations));
        return create(workers, warehouse, Files.createTempDirectory("crowds"), ImmutableMap.of("crowd.export.destinations-file", file.toString()), _ -> {});
    }

    private static DistributedQueryRunner create(int workers, Path warehouse, Path crowds, Consumer<DistributedQueryRunner.Builder<?>> setup)
            throws Exception
    {
        return create(workers, warehouse, crowds, ImmutableMap.of(), setup);
    }

    /// @param properties further ones of the catalog `crowd`
    public static DistributedQueryRunner createWithCrowdProperties(int workers, Map<String, String> properties, Consumer<DistributedQueryRunner.Builder<?>> setup)
            throws Exception
    {
        return create(workers, Files.createTempDirectory("crowd-warehouse"), Files.createTempDirectory("crowds"), properties, setup);
    }

    private static DistributedQueryRunner create(
            int workers,
            Path warehouse,
            Path crowds,
            Map<String, String> crowdProperties,
            Consumer<DistributedQueryRunner.Builder<?>> setup)
            throws Exception
    {
        DistributedQueryRunner.Builder<?> builder = DistributedQueryRunner.builder(testSessionBuilder()
                .setCatalog("memory")
                .setSchema("default")
                .build())
                .setWorkerCount(workers);
        setup.accept(builder);
        DistributedQueryRunner queryRunner = builder.build();
        try {
            queryRunner.registerResource(() -> MoreFiles.deleteRecursively(warehouse, RecursiveDeleteOption.ALLOW_INSECURE));
            queryRunner.installPlugin(new MemoryPlugin());
            queryRunner.createCatalog("memory", "memory");
            queryRunner.installPlugin(new HivePlugin());
            queryRunner.createCatalog("warehouse", "hive", ImmutableMap.<String, String>builder()
                    .put("hive.metastore", "file")
                    .put("hive.metastore.catalog.dir", "local:///")
                    .put("fs.local.enabled", "true")
                    .put("local.location", warehouse.toString())
                    .put("hive.non-managed-table-writes-enabled", "true")
                    .put("hive.storage-format", "PARQUET")
                    .put("hive.timestamp-precision", "MICROSECONDS")
                    .buildOrThrow());
            queryRunner.installPlugin(new CrowdPlugin());
            queryRunner.createCatalog("shop", "shop");
            queryRunner.registerResource(() -> MoreFiles.deleteRecursively(crowds, RecursiveDeleteOption.ALLOW_INSECURE));
            queryRunner.createCatalog("crowd", "crowd", ImmutableMap.<String, String>builder()
                    .put("crowd.location", "local:///")
                    .put("fs.local.enabled", "true")
                    .put("local.location", crowds.toString())
                    .putAll(crowdProperties)
                    .buildKeepingLast());
            return queryRunner;
        }
        catch (Throwable e) {
            queryRunner.close();
            throw e;
        }
    }
}
