package dev.trinocrowd.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

/// The data directory belongs to one server. The operating system lets go of the lock with the process, however it ends.
final class DataLock
{
    // Kept reachable for as long as the server runs: a channel that is collected is closed, and its lock with it.
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private static FileLock held;

    private DataLock()
    {}

    static synchronized Optional<DataLock> tryAcquire(Path data)
            throws IOException
    {
        FileChannel channel = FileChannel.open(requireNonNull(data, "data is null").resolve("lock"), CREATE, WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        held = lock;
        return Optional.of(new DataLock());
    }
}
