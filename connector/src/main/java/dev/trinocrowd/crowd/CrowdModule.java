package dev.trinocrowd.crowd;

import com.google.inject.Binder;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import dev.trinocrowd.catalog.CatalogCache;
import dev.trinocrowd.export.table.ExportConfig;
import dev.trinocrowd.export.table.ExportDeliveries;
import dev.trinocrowd.export.table.ExportDestinations;
import dev.trinocrowd.export.table.ExportPageSinkProvider;
import dev.trinocrowd.export.table.ExportPageSourceProvider;
import dev.trinocrowd.export.table.ExportSplitManager;
import dev.trinocrowd.storage.ExclusiveCommitter;
import dev.trinocrowd.storage.FileCommitter;
import dev.trinocrowd.storage.LinkCommitter;
import dev.trinocrowd.storage.WrittenBucket;
import io.airlift.configuration.AbstractConfigurationAwareModule;
import io.trino.filesystem.local.LocalFileSystemConfig;
import io.trino.spi.connector.ConnectorViewDefinition;

import java.util.Optional;

import static com.google.inject.Scopes.SINGLETON;
import static io.airlift.configuration.ConfigBinder.configBinder;
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
        CrowdConfig config = buildConfigObject(CrowdConfig.class);
        Optional<LocalFileSystemConfig> localFiles = Optional.empty();
        if (config.getLocation() != null && config.getLocation().startsWith(LOCAL)) {
            LocalFileSystemConfig local = buildConfigObject(LocalFileSystemConfig.class);
            localFiles = Optional.of(local);
            binder.bind(FileCommitter.class).toInstance(new LinkCommitter(local.getLocation()));
        }
        else {
            binder.bind(FileCommitter.class).toInstance(new ExclusiveCommitter());
        }
        binder.bind(new TypeLiteral<Optional<LocalFileSystemConfig>>()
        {}).toInstance(localFiles);
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
        configBinder(binder).bindConfig(ExportConfig.class);
        binder.bind(ExportDeliveries.class).in(SINGLETON);
        binder.bind(ExportDestinations.class).in(SINGLETON);
        binder.bind(ExportPageSinkProvider.class).in(SINGLETON);
        binder.bind(ExportPageSourceProvider.class).in(SINGLETON);
        binder.bind(ExportSplitManager.class).in(SINGLETON);
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
