package dev.trinocrowd.storage;

import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;

import java.io.IOException;

/// How a filesystem creates a file at once with all of its content, if nobody else has.
public interface FileCommitter
{
    /// @param content of which no two writers have the same
    /// @return whether the file is there with this content; false if it has another
    boolean commit(TrinoFileSystem fileSystem, Location file, byte[] content)
            throws IOException;

    /// Makes sure that a file that was created and closed outlives a power failure.
    void sync(Location file)
            throws IOException;
}
