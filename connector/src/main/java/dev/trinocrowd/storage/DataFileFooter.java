package dev.trinocrowd.storage;

import java.util.Arrays;

import static dev.trinocrowd.storage.DataFileFormat.HEADER_BYTES;
import static dev.trinocrowd.storage.DataFileFormat.TRAILER_BYTES;
import static dev.trinocrowd.storage.DataFileFormat.TRAILER_MAGIC;
import static dev.trinocrowd.storage.DataFileFormat.VERSION;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static java.lang.Math.max;
import static java.lang.Math.min;

/// The keys of a data file and where their sets lie; in columns, since a file may have a million keys.
final class DataFileFooter
        implements StorageCache.Entry
{
    private static final int INSTANCE_SIZE = instanceSize(DataFileFooter.class);
    private static final int MIN_ENTRY_BYTES = 6 + Long.BYTES;
    private static final int MIN_TAIL_BYTES = 16 * 1024;

    private final SetKind kind;
    private final int bucket;
    private final int bucketCount;
    private final int keys;
    private final byte[] bytes;
    private final int[] keyStarts;
    private final int[] keyLengths;
    private final long[] cardinalities;
    private final long[] firsts;
    private final long[] lasts;
    private final long[] positions;
    private final int[] directoryBytes;
    private final long[] checksums;

    /// @param footerBytes as the manifest says, or a guess
    static DataFileFooter read(DataFileSource source, int footerBytes)
    {
        source.check(source.length() >= HEADER_BYTES + TRAILER_BYTES, "it is too short");
        int tailBytes = (int) min(source.length(), max(footerBytes + (long) TRAILER_BYTES, footerBytes == 0 ? MIN_TAIL_BYTES : 0));
        byte[] tail = source.readUnbuffered(source.length() - tailBytes, tailBytes);
        ByteReader trailer = new ByteReader(source.name(), "trailer", tail, tail.length - TRAILER_BYTES, TRAILER_BYTES);
        long checksum = trailer.readLong();
        int length = trailer.readInt();
        int magic = trailer.advance(TRAILER_MAGIC.length);
        source.check(Arrays.equals(tail, magic, tail.length, TRAILER_MAGIC, 0, TRAILER_MAGIC.length), "it does not end as data files do");
        source.check(length >= 0 && length <= source.length() - HEADER_BYTES - TRAILER_BYTES, "the length of its footer is wrong");
        int start = tail.length - TRAILER_BYTES - length;
        byte[] bytes = start >= 0
                ? Arrays.copyOfRange(tail, start, start + length)
                : source.readUnbuffered(source.length() - TRAILER_BYTES - length, length);
        source.check(Checksums.checksum(bytes, 0, length) == checksum, "the checksum of its footer is wrong");
        return new DataFileFooter(source, bytes);
    }

    private DataFileFooter(DataFileSource source, byte[] bytes)
    {
        this.bytes = bytes;
        ByteReader reader = new ByteReader(source.name(), "footer", bytes, 0, bytes.length);
        int version = reader.readByte();
        reader.check(version == VERSION, "expected version %s, found %s".formatted(VERSION, version));
        int kindCode = reader.readByte();
        reader.check(kindCode == SetKind.MEMBERS.code() || kindCode == SetKind.DELETES.code(), "the kind of its sets is unknown");
        kind = kindCode == SetKind.MEMBERS.code() ? SetKind.MEMBERS : SetKind.DELETES;
        bucket = reader.readVarint("bucket", Integer.MAX_VALUE - 1);
        bucketCount = reader.readVarint("number of buckets", Integer.MAX_VALUE);
        reader.check(bucket < bucketCount, "its bucket is out of range");
        keys = reader.readVarint("number of keys", reader.remaining() / MIN_ENTRY_BYTES);
        keyStarts = new int[keys];
        keyLengths = new int[keys];
        cardinalities = new long[keys];
        firsts = new long[keys];
        lasts = new long[keys];
        positions = new long[keys + 1];
        directoryBytes = new int[keys];
        checksums = new long[keys];
        long dataBytes = source.length() - bytes.length - TRAILER_BYTES;
        long position = HEADER_BYTES;
        for (int i = 0; i < keys; i++) {
            keyLengths[i] = reader.readVarint("length of a key", EncodedKey.MAX_BYTES);
            keyStarts[i] = reader.advance(keyLengths[i]);
            reader.check(i == 0 || compare(i - 1, bytes, keyStarts[i], keyLengths[i]) < 0, "keys do not ascend");
            long more = reader.readVarint();
            firsts[i] = reader.readVarint();
            long span = reader.readVarint();
            reader.check(span <= Long.MAX_VALUE - firsts[i], "an id is out of range");
            reader.check(more <= span, "a set has more ids than there are");
            cardinalities[i] = more + 1;
            lasts[i] = firsts[i] + span;
            positions[i] = position;
            long pagesBytes = reader.readVarint();
            reader.check(pagesBytes <= dataBytes - position, "a set leaves the file");
            position += pagesBytes;
            directoryBytes[i] = reader.readVarint("length of a directory", dataBytes - position);
            position += directoryBytes[i];
            checksums[i] = reader.readLong();
        }
        positions[keys] = position;
        reader.expectEnd();
        reader.check(position == dataBytes, "its sets do not fill the file");
    }

    SetKind kind()
    {
        return kind;
    }

    int bucket()
    {
        return bucket;
    }

    int bucketCount()
    {
        return bucketCount;
    }

    int keys()
    {
        return keys;
    }

    EncodedKey key(int ordinal)
    {
        return EncodedKey.of(bytes, keyStarts[ordinal], keyLengths[ordinal]);
    }

    /// @return the key's ordinal, or −1
    int find(EncodedKey key)
    {
        int low = 0;
        int high = keys - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, key.sharedBytes(), 0, key.length());
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            }
            else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int compare(int ordinal, byte[] other, int offset, int length)
    {
        return Arrays.compareUnsigned(bytes, keyStarts[ordinal], keyStarts[ordinal] + keyLengths[ordinal], other, offset, offset + length);
    }

    long cardinality(int ordinal)
    {
        return cardinalities[ordinal];
    }

    long first(int ordinal)
    {
        return firsts[ordinal];
    }

    long last(int ordinal)
    {
        return lasts[ordinal];
    }

    /// Where the pages of a set start.
    long position(int ordinal)
    {
        return positions[ordinal];
    }

    long directoryPosition(int ordinal)
    {
        return positions[ordinal + 1] - directoryBytes[ordinal];
    }

    int directoryBytes(int ordinal)
    {
        return directoryBytes[ordinal];
    }

    long directoryChecksum(int ordinal)
    {
        return checksums[ordinal];
    }

    @Override
    public long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(bytes) + 3 * sizeOf(keyStarts) + 5 * sizeOf(cardinalities);
    }
}
