package dev.trinocrowd.crowd;

import com.google.inject.Binder;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.trinocrowd.catalog.CatalogCache;
import dev.trinocrowd.storage.ExclusiveCommitter;
import dev.trinocrowd.storage.FileCommitter;
import dev.trinocrowd.storage.LinkCommitter;
import dev.trinocrowd.storage.WrittenBucket;
import io.airlift.configuration.AbstractConfigurationAwareModule;
import io.trino.filesystem.local.LocalFileSystemConfig;
import io.trino.filesystem.manager.FileSystemConfig;
import io.trino.spi.connector.ConnectorViewDefinition;

import static com.google.inject.Scopes.SINGLETON;
import static io.airlift.json.JsonCodecBinder.jsonCodecBinder;

/// The parts of a catalog of crowds.
final class CrowdModule
        extends AbstractConfigurationAwareModule
{
    private static final String LOCAL = "local:";
    /// Of the cache, how much is for lists of files rather than for files.
    private static final int MANIFEST_SHARE = 4;

    @Override
    protected void setup(Binder binder)
    {
        if (buildConfigObject(FileSystemConfig.class).isCacheEnabled()) {
            binder.addError("fs.cache.enabled is not for crowds, which have a cache of their own: crowd.cache.max-size");
        }
        CrowdConfig config = buildConfigObject(CrowdConfig.class);
        if (config.getLocation() != null && config.getLocation().startsWith(LOCAL)) {
            LocalFileSystemConfig local = buildConfigObject(LocalFileSystemConfig.class);
            binder.bind(FileCommitter.class).toInstance(new LinkCommitter(local.getLocation()));
        }
        else {
            binder.bind(FileCommitter.class).toInstance(new ExclusiveCommitter());
        }
        jsonCodecBinder(binder).bindListJsonCodec(WrittenBucket.class);
        jsonCodecBinder(binder).bindJsonCodec(ConnectorViewDefinition.class);
        binder.bind(ChangesFunction.class).in(SINGLETON);
        binder.bind(CrowdConnector.class).in(SINGLETON);
        binder.bind(CrowdEvaluations.class).in(SINGLETON);
        binder.bind(CrowdNodePartitioningProvider.class).in(SINGLETON);
        binder.bind(CrowdPageSinkProvider.class).in(SINGLETON);
        binder.bind(CrowdPageSourceProvider.class).in(SINGLETON);
        binder.bind(CrowdSessionProperties.class).in(SINGLETON);
        binder.bind(CrowdSplitManager.class).in(SINGLETON);
        binder.bind(CrowdStorage.class).in(SINGLETON);
        binder.bind(CrowdTableProperties.class).in(SINGLETON);
        binder.bind(CrowdTransactions.class).in(SINGLETON);
        binder.bind(RemoveOrphanTables.class).in(SINGLETON);
        binder.bind(TableStatisticsReader.class).in(SINGLETON);
        binder.bind(UsersFunction.class).in(SINGLETON);
    }

    @Provides
    @Singleton
    static CatalogCache catalogCache(CrowdConfig config)
    {
        long bytes = config.getCacheMaxSize().toBytes();
        return new CatalogCache(bytes - bytes / MANIFEST_SHARE, bytes / MANIFEST_SHARE);
    }
}
