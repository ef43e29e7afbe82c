package dev.trinocrowd.attribution;

import com.google.common.collect.ImmutableSet;

import java.util.Set;

/// What this package registers with Trino.
public final class AttributionFamily
{
    public static final Set<Class<?>> FUNCTIONS = ImmutableSet.of(
            BigintAttribution.class,
            BigintAttribution.WithNumberLink.class,
            BigintAttribution.WithTextLink.class,
            DateAttribution.class,
            DateAttribution.WithNumberLink.class,
            DateAttribution.WithTextLink.class,
            TimestampAttribution.class,
            TimestampAttribution.WithNumberLink.class,
            TimestampAttribution.WithTextLink.class,
            TimestampWithTimeZoneAttribution.class,
            TimestampWithTimeZoneAttribution.WithNumberLink.class,
            TimestampWithTimeZoneAttribution.WithTextLink.class);

    private AttributionFamily()
    {}
}
