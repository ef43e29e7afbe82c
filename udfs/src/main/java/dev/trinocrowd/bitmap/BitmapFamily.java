package dev.trinocrowd.bitmap;

import com.google.common.collect.ImmutableSet;

import java.util.Set;

/// What this package registers with Trino.
public final class BitmapFamily
{
    public static final Set<Class<?>> FUNCTIONS = ImmutableSet.of(
            BitmapAggregation.class,
            BitmapAlgebraFunctions.class,
            BitmapAndAggregation.class,
            BitmapFunctions.class,
            BitmapMethods.class,
            BitmapOperators.class,
            BitmapOrAggregation.class,
            BitmapSubsetFunctions.class,
            BitmapXorAggregation.class,
            StoredBitmapFunctions.class);

    private BitmapFamily()
    {}
}
