package dev.trinocrowd.storage;

import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

/// For disks: writes a file under a name of its own, makes it safe, and links it to the name that is wanted.
///
/// A link is made whole and only if the name is free. Creating the file itself under its name would show it half written, and another
/// writer could take a slow one for dead.
public final class LinkCommitter
        implements FileCommitter
{
    public static final String TEMPORARY_PREFIX = ".new-";

    private final Path root;
    private final Steps steps;
    private final Set<Path> safeFolders = ConcurrentHashMap.newKeySet();

    /// What is done to a disk, so that tests can stop in between.
    interface Steps
    {
        void before(String step)
                throws IOException;
    }

    /// @param root the folder that the filesystem's locations are relative to, its property `local.location`
    public LinkCommitter(Path root)
    {
        this(root, _ -> {});
    }

    LinkCommitter(Path root, Steps steps)
    {
        this.root = requireNonNull(root, "root is null").toAbsolutePath().normalize();
        this.steps = requireNonNull(steps, "steps is null");
    }

    @Override
    public boolean commit(TrinoFileSystem fileSystem, Location file, byte[] content)
            throws IOException
    {
        Path target = path(file);
        Path folder = target.getParent();
        steps.before("create folder");
        Files.createDirectories(folder);
        Path temporary = folder.resolve(TEMPORARY_PREFIX + UUID.randomUUID());
        try {
            steps.before("create");
            try (FileChannel channel = FileChannel.open(temporary, CREATE_NEW, WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                steps.before("write");
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                steps.before("sync");
                channel.force(true);
            }
            steps.before("link");
            try {
                Files.createLink(target, temporary);
            }
            catch (FileAlreadyExistsException _) {
                return Arrays.equals(Files.readAllBytes(target), content);
            }
            catch (UnsupportedOperationException e) {
                throw new IOException("Crowd tables need a filesystem with hard links; that of %s has none".formatted(folder), e);
            }
            steps.before("sync folder");
            syncFolders(folder);
            return true;
        }
        finally {
            deleteQuietly(temporary);
        }
    }

    /// Whether the file is there was decided before.
    private void deleteQuietly(Path temporary)
    {
        try {
            steps.before("delete");
            Files.deleteIfExists(temporary);
        }
        catch (IOException _) {
            // stays behind, and is removed with the orphans
        }
    }

    @Override
    public void sync(Location file)
            throws IOException
    {
        Path path = path(file);
        steps.before("sync file");
        try (FileChannel channel = FileChannel.open(path, READ)) {
            channel.force(true);
        }
        steps.before("sync folder");
        syncFolders(path.getParent());
    }

    /// A folder is itself an entry of the folder above it.
    private void syncFolders(Path folder)
            throws IOException
    {
        syncFolder(folder);
        for (Path above = folder.getParent(); above != null && above.startsWith(root) && safeFolders.add(above); above = above.getParent()) {
            syncFolder(above);
        }
    }

    private static void syncFolder(Path folder)
            throws IOException
    {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }

    private Path path(Location file)
    {
        Path path = root.resolve(file.path()).normalize();
        checkArgument(path.startsWith(root) && !path.equals(root), "location %s is outside of %s", file, root);
        return path;
    }
}
