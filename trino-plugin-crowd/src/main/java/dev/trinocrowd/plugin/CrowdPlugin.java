package dev.trinocrowd.plugin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.bitmap.BitmapAggregation;
import dev.trinocrowd.bitmap.BitmapAlgebraFunctions;
import dev.trinocrowd.bitmap.BitmapAndAggregation;
import dev.trinocrowd.bitmap.BitmapFunctions;
import dev.trinocrowd.bitmap.BitmapMethods;
import dev.trinocrowd.bitmap.BitmapOperators;
import dev.trinocrowd.bitmap.BitmapOrAggregation;
import dev.trinocrowd.bitmap.BitmapSubsetFunctions;
import dev.trinocrowd.bitmap.BitmapXorAggregation;
import dev.trinocrowd.bitmap.StoredBitmapFunctions;
import dev.trinocrowd.steps.StepsFunction;
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
        return ImmutableList.of();
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
                .add(BitmapAggregation.class)
                .add(BitmapAlgebraFunctions.class)
                .add(BitmapAndAggregation.class)
                .add(BitmapFunctions.class)
                .add(BitmapMethods.class)
                .add(BitmapOperators.class)
                .add(BitmapOrAggregation.class)
                .add(BitmapSubsetFunctions.class)
                .add(BitmapXorAggregation.class)
                .add(StoredBitmapFunctions.class)
                .add(StepsFunction.class)
                .build();
    }
}
