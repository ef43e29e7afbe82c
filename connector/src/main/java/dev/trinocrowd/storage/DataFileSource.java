package dev.trinocrowd.storage;

import io.trino.filesystem.Location;

import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.util.Objects.requireNonNull;

/// Reads parts of one file, and ahead of them as long as they follow each other.
///
/// For several threads; they may read the same part twice.
final class DataFileSource
{
    private static final Window NOTHING = new Window(-1, new byte[0]);

    /// What lies between things that are read one after another: of many small sets the directories are read first, and then the pages.
    private static final int SMALL_GAP = 4 << 10;

    private final FileStore files;
    private final Location location;
    private final long length;
    private final int maxReadAhead;
    private volatile Window window = NOTHING;

    @SuppressWarnings("ArrayRecordComponent")
    record Window(long position, byte[] bytes)
    {
        boolean contains(long from, int length)
        {
            return from >= position && from + length <= end();
        }

        long end()
        {
            return position + bytes.length;
        }
    }

    /// @param length of the file, as the manifest says
    DataFileSource(FileStore files, Location location, long length, int maxReadAhead)
    {
        this.files = requireNonNull(files, "files is null");
        this.location = requireNonNull(location, "location is null");
        this.length = length;
        this.maxReadAhead = maxReadAhead;
    }

    String name()
    {
        return location.toString();
    }

    long length()
    {
        return length;
    }

    byte[] readUnbuffered(long position, int bytes)
    {
        return files.read(location, length, position, bytes);
    }

    /// @return bytes that contain those that are asked for
    Window read(long position, int bytes)
    {
        Window last = window;
        if (last.contains(position, bytes)) {
            return last;
        }
        long wanted = bytes;
        if (position > last.position && position <= last.end() + SMALL_GAP) {
            wanted = max(bytes, min(maxReadAhead, 2L * last.bytes.length));
        }
        int read = (int) min(wanted, length - position);
        Window next = new Window(position, readUnbuffered(position, read));
        window = next;
        return next;
    }

    void check(boolean condition, String problem)
    {
        if (!condition) {
            throw new CorruptFileException(name(), problem);
        }
    }
}
