package dev.trinocrowd.crowd;

import com.google.inject.Injector;
import io.airlift.bootstrap.Bootstrap;
import io.airlift.json.JsonModule;
import io.trino.filesystem.manager.FileSystemModule;
import io.trino.plugin.base.ConnectorContextModule;
import io.trino.plugin.base.TypeDeserializerModule;
import io.trino.plugin.base.jmx.ConnectorObjectNameGeneratorModule;
import io.trino.plugin.base.jmx.MBeanServerModule;
import io.trino.spi.classloader.ThreadContextClassLoader;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;
import org.weakref.jmx.guice.MBeanModule;

import java.util.Map;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// `connector.name=crowd`
public final class CrowdConnectorFactory
        implements ConnectorFactory
{
    @Override
    public String getName()
    {
        return "crowd";
    }

    @Override
    public Connector create(String catalogName, Map<String, String> config, ConnectorContext context)
    {
        requireNonNull(config, "config is null");
        // Before modules are asked: that of files would look for a library that does not come with crowds.
        checkArgument(!Boolean.parseBoolean(config.get("fs.cache.enabled")), "fs.cache.enabled is not for crowds, which have a cache of their own: crowd.cache.max-size");
        try (ThreadContextClassLoader _ = new ThreadContextClassLoader(getClass().getClassLoader())) {
            Bootstrap app = new Bootstrap(
                    "io.trino.bootstrap.catalog." + catalogName,
                    new MBeanModule(),
                    new MBeanServerModule(),
                    new ConnectorObjectNameGeneratorModule("dev.trinocrowd.crowd", "trino.plugin.crowd"),
                    new JsonModule(),
                    new TypeDeserializerModule(),
                    new ConnectorContextModule(catalogName, context),
                    new FileSystemModule(catalogName, context, false),
                    new CrowdModule());
            Injector injector = app
                    .doNotInitializeLogging()
                    .disableSystemProperties()
                    .setRequiredConfigurationProperties(config)
                    .initialize();
            return injector.getInstance(CrowdConnector.class);
        }
    }
}
