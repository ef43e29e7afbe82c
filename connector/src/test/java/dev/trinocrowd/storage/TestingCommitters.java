package dev.trinocrowd.storage;

import java.nio.file.Path;

/// Committers whose steps count as calls to a filesystem that fails.
public final class TestingCommitters
{
    private TestingCommitters()
    {}

    public static FileCommitter link(Path root, FaultyFileSystem faults)
    {
        return new LinkCommitter(root, faults::step);
    }
}
