package dev.trinocrowd.plugin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.funnel.BigintFunnel;
import dev.trinocrowd.funnel.DateFunnel;
import dev.trinocrowd.funnel.FunnelSummaryFunction;
import dev.trinocrowd.funnel.TimestampFunnel;
import dev.trinocrowd.funnel.TimestampWithTimeZoneFunnel;
import dev.trinocrowd.path.BigintPath;
import dev.trinocrowd.path.DatePath;
import dev.trinocrowd.path.PathEdgesFunction;
import dev.trinocrowd.path.TimestampPath;
import dev.trinocrowd.path.TimestampWithTimeZonePath;
import dev.trinocrowd.retention.RetentionFunction;
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
        return ImmutableList.of();
    }

    @Override
    public Set<Class<?>> getFunctions()
    {
        return ImmutableSet.<Class<?>>builder()
                .add(BigintFunnel.class)
                .add(BigintFunnel.WithMode.class)
                .add(DateFunnel.class)
                .add(DateFunnel.WithMode.class)
                .add(TimestampFunnel.class)
                .add(TimestampFunnel.WithMode.class)
                .add(TimestampWithTimeZoneFunnel.class)
                .add(TimestampWithTimeZoneFunnel.WithMode.class)
                .add(FunnelSummaryFunction.class)
                .add(BigintPath.class)
                .add(BigintPath.WithOptions.class)
                .add(DatePath.class)
                .add(DatePath.WithOptions.class)
                .add(TimestampPath.class)
                .add(TimestampPath.WithOptions.class)
                .add(TimestampWithTimeZonePath.class)
                .add(TimestampWithTimeZonePath.WithOptions.class)
                .add(PathEdgesFunction.class)
                .add(RetentionFunction.class)
                .add(StepsFunction.class)
                .build();
    }
}
