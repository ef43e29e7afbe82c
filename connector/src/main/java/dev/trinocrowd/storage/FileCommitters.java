package dev.trinocrowd.storage;

import io.trino.filesystem.Location;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Chooses how files are committed at a location.
public final class FileCommitters
{
    private static final Set<String> LOCAL = Set.of("local", "file");

    private FileCommitters()
    {}

    /// @param location of the catalog
    /// @param localRoot what locations on the local disk are relative to: the property `local.location` of Trino's filesystem
    public static FileCommitter at(Location location, Optional<Path> localRoot)
    {
        String scheme = location.scheme().orElse("");
        if (LOCAL.contains(scheme)) {
            return new LinkCommitter(
                    localRoot.orElseThrow(() -> new IllegalArgumentException("a catalog at %s needs local.location, the folder that it is in".formatted(location))));
        }
        if (scheme.equals("hdfs") || scheme.equals("viewfs")) {
            throw new IllegalArgumentException("a catalog cannot be at %s: its filesystem can neither create a file exclusively nor link it".formatted(location));
        }
        return new ExclusiveCommitter();
    }
}
