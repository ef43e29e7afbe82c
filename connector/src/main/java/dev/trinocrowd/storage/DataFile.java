package dev.trinocrowd.storage;

import dev.trinocrowd.algebra.ChunkedSet;
import dev.trinocrowd.storage.StorageCache.DirectoryKey;
import dev.trinocrowd.storage.StorageCache.FooterKey;
import dev.trinocrowd.storage.StorageCache.PageKey;
import io.trino.filesystem.Location;
import org.roaringbitmap.Container;

import static io.airlift.slice.SizeOf.sizeOf;
import static java.util.Objects.requireNonNull;

/// Reads a data file: its footer now, of its sets no more than what is asked for, and nothing without checking it.
public final class DataFile
{
    public static final int DEFAULT_READ_AHEAD = 1 << 20;

    /// A set up to this size is fetched whole.
    private static final int SMALL_SET_BYTES = 64 * 1024;
    private static final int CONTAINER_BYTES = 64;

    private final DataFileSource source;
    private final StorageCache cache;
    private final DataFileFooter footer;

    @SuppressWarnings("ArrayRecordComponent")
    private record Page(Container[] containers)
            implements StorageCache.Entry
    {
        @Override
        public long retainedBytes()
        {
            long bytes = sizeOf(containers);
            for (Container container : containers) {
                bytes += CONTAINER_BYTES + container.getArraySizeInBytes();
            }
            return bytes;
        }
    }

    private DataFile(DataFileSource source, StorageCache cache, DataFileFooter footer)
    {
        this.source = source;
        this.cache = cache;
        this.footer = footer;
    }

    /// @param length of the file, as the manifest says
    /// @param footerBytes of its footer, or 0 if it is not known
    public static DataFile open(FileStore files, StorageCache cache, Location location, long length, int footerBytes, int maxReadAhead)
    {
        requireNonNull(cache, "cache is null");
        DataFileSource source = new DataFileSource(files, location, length, maxReadAhead);
        DataFileFooter footer = cache.get(new FooterKey(source.name()), DataFileFooter.class, () -> DataFileFooter.read(source, footerBytes));
        return new DataFile(source, cache, footer);
    }

    public SetKind kind()
    {
        return footer.kind();
    }

    public int bucket()
    {
        return footer.bucket();
    }

    public int bucketCount()
    {
        return footer.bucketCount();
    }

    public int keys()
    {
        return footer.keys();
    }

    public EncodedKey key(int ordinal)
    {
        return footer.key(ordinal);
    }

    /// @return the key's ordinal, or −1 if it is not in the file
    public int find(EncodedKey key)
    {
        return footer.find(key);
    }

    public long cardinality(int ordinal)
    {
        return footer.cardinality(ordinal);
    }

    public long minId(int ordinal)
    {
        return footer.first(ordinal);
    }

    public long maxId(int ordinal)
    {
        return footer.last(ordinal);
    }

    public ChunkedSet set(int ordinal)
    {
        return new StoredSet(this, ordinal);
    }

    SetDirectory directory(int ordinal)
    {
        return cache.get(new DirectoryKey(source.name(), ordinal), SetDirectory.class, () -> {
            long start = footer.position(ordinal);
            long length = footer.directoryPosition(ordinal) + footer.directoryBytes(ordinal) - start;
            if (length <= SMALL_SET_BYTES) {
                // brings the pages along
                source.read(start, (int) length);
            }
            return SetDirectory.read(source, footer, ordinal);
        });
    }

    Container[] page(int ordinal, SetDirectory directory, int page)
    {
        return cache.get(new PageKey(source.name(), ordinal, page), Page.class, () -> {
            Container[] containers = directory.readPage(source, page);
            boolean startsAsExpected = page > 0 || containers[0].first() == (char) footer.first(ordinal);
            boolean endsAsExpected = page < directory.pageCount() - 1 || containers[containers.length - 1].last() == (char) footer.last(ordinal);
            source.check(startsAsExpected && endsAsExpected, "the least or the greatest id of a set is not the expected one");
            return new Page(containers);
        }).containers();
    }
}
