package dev.trinocrowd.plugin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.attribution.AttributionFamily;
import dev.trinocrowd.bitmap.BitmapFamily;
import dev.trinocrowd.campaign.CampaignFamily;
import dev.trinocrowd.crowd.CrowdConnectorFactory;
import dev.trinocrowd.funnel.FunnelFamily;
import dev.trinocrowd.interval.IntervalFamily;
import dev.trinocrowd.lifecycle.LifecycleFamily;
import dev.trinocrowd.path.PathFamily;
import dev.trinocrowd.period.PeriodFamily;
import dev.trinocrowd.retention.RetentionFamily;
import dev.trinocrowd.rfm.RfmFamily;
import dev.trinocrowd.sequence.SequenceFamily;
import dev.trinocrowd.session.SessionFamily;
import dev.trinocrowd.shop.ShopConnectorFactory;
import dev.trinocrowd.steps.StepsFamily;
import io.trino.spi.Plugin;
import io.trino.spi.connector.ConnectorFactory;
import io.trino.spi.type.Type;

import java.util.Set;

import static dev.trinocrowd.bitmap.BitmapType.BITMAP;

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
    public Iterable<Type> getTypes()
    {
        return ImmutableList.of(BITMAP);
    }

    @Override
    public Set<Class<?>> getFunctions()
    {
        return ImmutableSet.<Class<?>>builder()
                .addAll(AttributionFamily.FUNCTIONS)
                .addAll(BitmapFamily.FUNCTIONS)
                .addAll(CampaignFamily.FUNCTIONS)
                .addAll(FunnelFamily.FUNCTIONS)
                .addAll(IntervalFamily.FUNCTIONS)
                .addAll(LifecycleFamily.FUNCTIONS)
                .addAll(PathFamily.FUNCTIONS)
                .addAll(PeriodFamily.FUNCTIONS)
                .addAll(RetentionFamily.FUNCTIONS)
                .addAll(RfmFamily.FUNCTIONS)
                .addAll(SequenceFamily.FUNCTIONS)
                .addAll(SessionFamily.FUNCTIONS)
                .addAll(StepsFamily.FUNCTIONS)
                .build();
    }
}
