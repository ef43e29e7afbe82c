package dev.trinocrowd.storage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.trino.filesystem.FileEntry;
import io.trino.filesystem.FileIterator;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoInput;
import io.trino.filesystem.TrinoInputFile;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/// The files of a catalog: a filesystem, and how a file is created there once and for all.
///
/// What the filesystem throws comes as [UncheckedIOException].
public final class FileStore
{
    private final TrinoFileSystem fileSystem;
    private final FileCommitter committer;

    public FileStore(TrinoFileSystem fileSystem, FileCommitter committer)
    {
        this.fileSystem = requireNonNull(fileSystem, "fileSystem is null");
        this.committer = requireNonNull(committer, "committer is null");
    }

    /// Creates a file with all of its content, or does not.
    ///
    /// @param content of which no two writers have the same
    /// @return whether the file is there with this content; false if it was created by somebody else
    public boolean commit(Location file, byte[] content)
    {
        return call(() -> {
            try {
                return committer.commit(fileSystem, file, content);
            }
            catch (IOException e) {
                throw named(file, e);
            }
        });
    }

    /// Creates a file that nobody knows of yet.
    public OutputStream create(Location file)
    {
        return call(() -> fileSystem.newOutputFile(file).create());
    }

    /// Makes sure that a file that was created and closed outlives a power failure.
    public void sync(Location file)
    {
        call(() -> {
            try {
                committer.sync(file);
            }
            catch (IOException e) {
                throw named(file, e);
            }
            return null;
        });
    }

    /// @return empty if there is no such file
    public Optional<byte[]> readAll(Location file)
    {
        return call(() -> {
            TrinoInputFile input = fileSystem.newInputFile(file);
            try (TrinoInput opened = input.newInput()) {
                return Optional.of(opened.readFully(0, Math.toIntExact(input.length())).getBytes());
            }
            catch (FileNotFoundException _) {
                return Optional.empty();
            }
        });
    }

    /// @param fileLength of the whole file
    /// @return exactly `length` bytes
    public byte[] read(Location file, long fileLength, long position, int length)
    {
        return call(() -> {
            byte[] bytes = new byte[length];
            try (TrinoInput input = fileSystem.newInputFile(file, fileLength).newInput()) {
                input.readFully(position, bytes, 0, length);
            }
            catch (EOFException e) {
                throw new CorruptFileException(file.toString(), "it must have %s bytes, but ends before".formatted(fileLength), e);
            }
            return bytes;
        });
    }

    /// All files below a folder, however deep.
    public List<FileEntry> list(Location folder)
    {
        return call(() -> collect(fileSystem.listFiles(folder)));
    }

    /// @param name the files' least name, in ASCII
    public List<FileEntry> listFrom(Location folder, String name)
    {
        return call(() -> collect(fileSystem.listFilesStartingFrom(folder, name)));
    }

    private static List<FileEntry> collect(FileIterator files)
            throws IOException
    {
        ImmutableList.Builder<FileEntry> found = ImmutableList.builder();
        while (files.hasNext()) {
            found.add(files.next());
        }
        return found.build();
    }

    public Set<Location> listFolders(Location folder)
    {
        return call(() -> ImmutableSet.copyOf(fileSystem.listDirectories(folder)));
    }

    /// The last part of a path, which some filesystems list with a slash at its end.
    public static String folderName(Location folder)
    {
        String path = folder.path();
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return plain.substring(plain.lastIndexOf('/') + 1);
    }

    /// The id that a folder is named by; empty if it has another name.
    public static Optional<UUID> folderId(Location folder)
    {
        String name = folderName(folder);
        try {
            return Optional.of(UUID.fromString(name)).filter(id -> id.toString().equals(name));
        }
        catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public void delete(Collection<Location> files)
    {
        call(() -> {
            fileSystem.deleteFiles(files);
            return null;
        });
    }

    /// Deletes files that nobody knows of, where a failure must not hide another: what stays is found as an orphan one day.
    public void deleteQuietly(Collection<Location> files)
    {
        try {
            fileSystem.deleteFiles(files);
        }
        catch (IOException | RuntimeException _) {
            // stays behind
        }
    }

    /// Deletes a folder to which nothing leads, where a failure must not look like one of what led to it.
    public void deleteFolderQuietly(Location folder)
    {
        try {
            fileSystem.deleteDirectory(folder);
        }
        catch (IOException | RuntimeException _) {
            // stays behind
        }
    }

    public void deleteFolder(Location folder)
    {
        call(() -> {
            fileSystem.deleteDirectory(folder);
            return null;
        });
    }

    /// Filesystems say which file they failed at, disks do not.
    private static IOException named(Location file, IOException failure)
    {
        String message = failure.getMessage();
        return message != null && message.contains(file.toString()) ? failure : new IOException("%s: %s".formatted(message, file), failure);
    }

    private interface Call<T>
    {
        T run()
                throws IOException;
    }

    private static <T> T call(Call<T> call)
    {
        try {
            return call.run();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
