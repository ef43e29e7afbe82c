package dev.trinocrowd.plugin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.crowd.CrowdConnectorFactory;
import dev.trinocrowd.shop.ShopConnectorFactory;
import dev.trinocrowd.steps.StepsFunction;
import io.trino.spi.Plugin;
import io.trino.spi.connector.ConnectorFactory;

import java.util.Set;

/// Everything that Crowd adds to a Trino server.
public final class CrowdPlugin
        implements Plugin
{
    @Override
    public Iterable<ConnectorFactory> getConnectorFactories()
    {
        return ImmutableList.of(new CrowdConnectorFactory(), new ShopConnectorFactory());
    }

    @Override
    public Set<Class<?>> getFunctions()
    {
        return ImmutableSet.<Class<?>>builder()
                .add(StepsFunction.class)
                .build();
    }
}
