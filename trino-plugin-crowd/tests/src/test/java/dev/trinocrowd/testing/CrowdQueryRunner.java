package dev.trinocrowd.testing;

import dev.trinocrowd.plugin.CrowdPlugin;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.DistributedQueryRunner;

import static io.trino.testing.TestingSession.testSessionBuilder;

/// The engine in this JVM, with the plugin on a flat class path and a `memory` catalog as its default.
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
        DistributedQueryRunner queryRunner = DistributedQueryRunner.builder(testSessionBuilder()
                .setCatalog("memory")
                .setSchema("default")
                .build())
                .setWorkerCount(workers)
                .build();
        try {
            queryRunner.installPlugin(new MemoryPlugin());
            queryRunner.createCatalog("memory", "memory");
            queryRunner.installPlugin(new CrowdPlugin());
            return queryRunner;
        }
        catch (Throwable e) {
            queryRunner.close();
            throw e;
        }
    }
}
