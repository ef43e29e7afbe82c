package dev.trinocrowd.campaign;

import com.google.common.collect.ImmutableSet;

import java.util.Set;

/// What this package registers with Trino.
public final class CampaignFamily
{
    public static final Set<Class<?>> FUNCTIONS = ImmutableSet.of(
            CrowdSplitFunction.class,
            MeanLiftFunction.class,
            SampleRatioFunction.class,
            TargetGroupIndexFunction.class,
            UpliftFunction.class);

    private CampaignFamily()
    {}
}
