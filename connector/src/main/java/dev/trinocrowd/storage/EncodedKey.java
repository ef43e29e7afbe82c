package dev.trinocrowd.storage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import static com.google.common.base.Preconditions.checkArgument;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static java.util.Objects.requireNonNull;

/// The values of a row's key columns as bytes, whose unsigned order is the order of the values.
///
/// [dev.trinocrowd.catalog.KeyCoder] makes them from values and back; files only compare them.
public final class EncodedKey
        implements Comparable<EncodedKey>
{
    /// No file holds a longer tuple. Zero bytes in texts take two, so that this is more than twice what values may have.
    public static final int MAX_BYTES = 256 * 1024;
    /// The tuple of a table without key columns.
    public static final EncodedKey EMPTY = new EncodedKey(new byte[0]);

    private static final int BOUND_BYTES = 256;
    private static final int INSTANCE_SIZE = instanceSize(EncodedKey.class);

    private final byte[] bytes;
    private final int hash;

    private EncodedKey(byte[] bytes)
    {
        this.bytes = bytes;
        this.hash = hash(bytes, 0, bytes.length);
    }

    /// Keys mostly differ in their last bytes alone, as numbers that count do, and must spread all the same.
    static int hash(byte[] bytes, int offset, int length)
    {
        return (int) Checksums.checksum(bytes, offset, length);
    }

    /// @param bytes copied
    public static EncodedKey of(byte[] bytes)
    {
        return of(bytes, 0, bytes.length);
    }

    public static EncodedKey of(byte[] bytes, int offset, int length)
    {
        requireNonNull(bytes, "bytes is null");
        checkArgument(length <= MAX_BYTES, "a key tuple must have at most %s bytes, found %s", MAX_BYTES, length);
        return length == 0 && EMPTY != null ? EMPTY : new EncodedKey(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @JsonCreator
    public static EncodedKey fromBase64(String text)
    {
        return of(Base64.getDecoder().decode(text));
    }

    @JsonValue
    public String toBase64()
    {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public byte[] bytes()
    {
        return bytes.clone();
    }

    public int length()
    {
        return bytes.length;
    }

    public long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(bytes);
    }

    /// This key, or, if it is long, a shorter one that is not above it.
    EncodedKey lowerBound()
    {
        return bytes.length <= BOUND_BYTES ? this : of(bytes, 0, BOUND_BYTES);
    }

    /// This key, or, if it is long, a shorter one that is above it.
    EncodedKey upperBound()
    {
        if (bytes.length <= BOUND_BYTES) {
            return this;
        }
        for (int length = BOUND_BYTES; length > 0; length--) {
            if (bytes[length - 1] != (byte) 0xFF) {
                byte[] above = Arrays.copyOf(bytes, length);
                above[length - 1]++;
                return new EncodedKey(above);
            }
        }
        return this;
    }

    /// The bytes themselves, for those who only read them.
    byte[] sharedBytes()
    {
        return bytes;
    }

    boolean hasBytes(byte[] others, int length)
    {
        return Arrays.equals(bytes, 0, bytes.length, others, 0, length);
    }

    @Override
    public int compareTo(EncodedKey other)
    {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object object)
    {
        return object instanceof EncodedKey other && hash == other.hash && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode()
    {
        return hash;
    }

    @Override
    public String toString()
    {
        return HexFormat.of().formatHex(bytes);
    }
}
