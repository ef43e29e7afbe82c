package dev.trinocrowd.export.table;

import dev.trinocrowd.export.destination.Destination;
import dev.trinocrowd.export.destination.Destinations;
import dev.trinocrowd.export.destination.DestinationsException;
import dev.trinocrowd.export.destination.Target;
import io.trino.filesystem.Location;

import java.util.Optional;

/// Keeps what is sent into files apart from the files of the catalog: a folder in the other would look like a schema, or go with one.
final class FolderCheck
{
    private FolderCheck()
    {}

    /// @param catalog the catalog's folder
    /// @throws DestinationsException if a destination lies in it, or it in a destination
    static void check(Destinations destinations, Location catalog)
    {
        for (Destination destination : destinations.all().values()) {
            if (destination.target() instanceof Target.File(var file)) {
                Location folder = Location.of(file.location());
                if (contains(catalog, folder) || contains(folder, catalog)) {
                    throw new DestinationsException("destination %s: 'location' must be apart from crowd.location, found %s and %s".formatted(
                            destination.name(),
                            file.location(),
                            catalog));
                }
            }
        }
    }

    private static boolean contains(Location outer, Location inner)
    {
        return store(outer).equals(store(inner)) && path(inner).startsWith(path(outer));
    }

    /// The same store has several schemes.
    private static String store(Location location)
    {
        String scheme = location.scheme().orElse("");
        String family = scheme.startsWith("s3") ? "s3" : scheme.startsWith("abfs") || scheme.startsWith("wasb") ? "azure" : scheme;
        String account = location.host().map(host -> host.replaceFirst("\\..*", "")).orElse("");
        return "%s:%s@%s".formatted(family, location.userInfo().orElse(""), family.equals("azure") ? account : location.host().orElse(""));
    }

    private static String path(Location location)
    {
        return Optional.of(location.path().replaceAll("/+", "/").replaceFirst("^/", "").replaceFirst("/$", "")).filter(path -> !path.isEmpty()).map(path -> path + "/").orElse("");
    }
}
