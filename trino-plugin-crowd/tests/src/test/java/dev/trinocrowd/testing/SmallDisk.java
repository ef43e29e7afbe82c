package dev.trinocrowd.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// A disk of some megabytes that can be filled: a `tmpfs`, which only root may mount.
public final class SmallDisk
        implements AutoCloseable
{
    private static final int PAGE = 4096;

    private final Path folder;
    private final Path filler;

    private SmallDisk(Path folder)
    {
        this.folder = requireNonNull(folder, "folder is null");
        this.filler = folder.resolve("filler");
    }

    /// Skips the test where mounting is refused.
    public static SmallDisk mount(int megabytes)
    {
        try {
            Path folder = Files.createTempDirectory("small-disk");
            Process mount = new ProcessBuilder(List.of("mount", "-t", "tmpfs", "-o", "size=%sm".formatted(megabytes), "tmpfs", folder.toString())).redirectErrorStream(true)
                    .start();
            String said = new String(mount.getInputStream().readAllBytes(), UTF_8).trim();
            boolean isMounted = run(mount) == 0;
            if (!isMounted) {
                Files.delete(folder);
            }
            assumeTrue(isMounted, () -> "skipped: a small disk cannot be mounted here, since only root may: " + said);
            return new SmallDisk(folder);
        }
        catch (IOException e) {
            assumeTrue(false, "skipped: a small disk cannot be mounted here: " + e.getMessage());
            throw new UncheckedIOException(e);
        }
    }

    private static int run(Process process)
    {
        try {
            return process.waitFor();
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Path folder()
    {
        return folder;
    }

    /// Leaves room for some pages of 4 KiB.
    public void fill(int pages)
            throws IOException
    {
        free();
        long size = 0;
        byte[] page = new byte[PAGE];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(page);
                size += PAGE;
            }
        }
        catch (IOException _) {
            // full
        }
        try (FileChannel channel = FileChannel.open(filler, WRITE)) {
            channel.truncate(Math.max(0, size - (long) pages * PAGE));
        }
    }

    public void free()
            throws IOException
    {
        Files.deleteIfExists(filler);
    }

    @Override
    public void close()
    {
        try {
            run(new ProcessBuilder("umount", folder.toString()).start());
            Files.deleteIfExists(folder);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
