package dev.trinocrowd.export.destination;

import com.google.common.collect.ImmutableSortedMap;
import dev.trinocrowd.options.NearNames;

import java.util.Map;

/// All destinations of a catalog, by name.
public final class Destinations
{
    public static final Destinations NONE = new Destinations(Map.of());

    private final ImmutableSortedMap<String, Destination> byName;

    public Destinations(Map<String, Destination> byName)
    {
        this.byName = ImmutableSortedMap.copyOf(byName);
    }

    public Map<String, Destination> all()
    {
        return byName;
    }

    /// @throws IllegalArgumentException if there is none of this name
    public Destination get(String name)
    {
        Destination found = byName.get(name);
        if (found == null) {
            throw new IllegalArgumentException(byName.isEmpty()
                    ? "There is no destination '%s': the catalog declares none".formatted(name)
                    : "There is no destination '%s'%s".formatted(name, NearNames.suggestion(name, byName.keySet())));
        }
        return found;
    }
}
