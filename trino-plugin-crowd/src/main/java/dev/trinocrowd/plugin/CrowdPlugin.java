package dev.trinocrowd.plugin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.crowd.CrowdConnectorFactory;
import dev.trinocrowd.funnel.BigintFunnel;
import dev.trinocrowd.funnel.DateFunnel;
import dev.trinocrowd.funnel.FunnelSummaryFunction;
import dev.trinocrowd.funnel.TimestampFunnel;
import dev.trinocrowd.funnel.TimestampWithTimeZoneFunnel;
import dev.trinocrowd.lifecycle.LifecycleStageOfBigint;
import dev.trinocrowd.lifecycle.LifecycleStageOfDate;
import dev.trinocrowd.lifecycle.LifecycleStageOfTimestamp;
import dev.trinocrowd.lifecycle.LifecycleStageOfTimestampWithTimeZone;
import dev.trinocrowd.path.BigintPath;
import dev.trinocrowd.path.DatePath;
import dev.trinocrowd.path.PathEdgesFunction;
import dev.trinocrowd.path.TimestampPath;
import dev.trinocrowd.path.TimestampWithTimeZonePath;
import dev.trinocrowd.retention.RetentionFunction;
import dev.trinocrowd.rfm.RfmClassFunction;
import dev.trinocrowd.rfm.RfmCutsAggregation;
import dev.trinocrowd.rfm.RfmScoreFunction;
import dev.trinocrowd.rfm.RfmSegmentFunction;
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
                .add(BigintFunnel.WithMode.class)
                .add(BigintFunnel.class)
                .add(BigintPath.WithOptions.class)
                .add(BigintPath.class)
                .add(DateFunnel.WithMode.class)
                .add(DateFunnel.class)
                .add(DatePath.WithOptions.class)
                .add(DatePath.class)
                .add(FunnelSummaryFunction.class)
                .add(LifecycleStageOfBigint.class)
                .add(LifecycleStageOfDate.class)
                .add(LifecycleStageOfTimestamp.WithDefaults.class)
                .add(LifecycleStageOfTimestamp.WithOptions.class)
                .add(LifecycleStageOfTimestampWithTimeZone.WithDefaults.class)
                .add(LifecycleStageOfTimestampWithTimeZone.WithOptions.class)
                .add(PathEdgesFunction.class)
                .add(RetentionFunction.class)
                .add(RfmClassFunction.class)
                .add(RfmCutsAggregation.class)
                .add(RfmScoreFunction.class)
                .add(RfmSegmentFunction.class)
                .add(StepsFunction.class)
                .add(TimestampFunnel.WithMode.class)
                .add(TimestampFunnel.class)
                .add(TimestampPath.WithOptions.class)
                .add(TimestampPath.class)
                .add(TimestampWithTimeZoneFunnel.WithMode.class)
                .add(TimestampWithTimeZoneFunnel.class)
                .add(TimestampWithTimeZonePath.WithOptions.class)
                .add(TimestampWithTimeZonePath.class)
                .build();
    }
}
