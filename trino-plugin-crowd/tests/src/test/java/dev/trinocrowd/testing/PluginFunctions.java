package dev.trinocrowd.testing;

import dev.trinocrowd.plugin.CrowdPlugin;
import io.trino.spi.function.AggregationFunction;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

/// What the plugin registers, found by its annotations.
public final class PluginFunctions
{
    private PluginFunctions()
    {}

    /// The names of all aggregates, which stand on the class or on the method that gives the result.
    public static Set<String> aggregates()
    {
        return new CrowdPlugin().getFunctions().stream()
                .flatMap(type -> Stream.concat(
                        Stream.ofNullable(type.getAnnotation(AggregationFunction.class)),
                        Arrays.stream(type.getMethods()).map(method -> method.getAnnotation(AggregationFunction.class)).filter(Objects::nonNull)))
                .flatMap(function -> Stream.concat(Stream.of(function.value()), Arrays.stream(function.alias())))
                .filter(name -> !name.isEmpty())
                .collect(toImmutableSet());
    }
}
