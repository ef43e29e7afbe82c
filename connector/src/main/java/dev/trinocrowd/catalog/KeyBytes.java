package dev.trinocrowd.catalog;

import io.airlift.slice.Slice;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The bytes of a key tuple, value by value, as [KeyCoder] describes them. Its room is used again.
public final class KeyBytes
{
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[64];
    private int length;
    private long valueBytes;

    public void clear()
    {
        length = 0;
        valueBytes = 0;
    }

    public void putNull()
    {
        if (makeRoom(0, 1)) {
            bytes[length++] = KeyCoder.NULL;
        }
    }

    public void putWhole(long value)
    {
        if (makeRoom(Long.BYTES, 1 + Long.BYTES)) {
            bytes[length++] = KeyCoder.WHOLE;
            putLong(value ^ Long.MIN_VALUE);
        }
    }

    public void putWide(long high, long low)
    {
        if (makeRoom(2 * Long.BYTES, 1 + 2 * Long.BYTES)) {
            bytes[length++] = KeyCoder.WIDE;
            putLong(high ^ Long.MIN_VALUE);
            putLong(low);
        }
    }

    private void putLong(long value)
    {
        LONG.set(bytes, length, value);
        length += Long.BYTES;
    }

    public void putBytes(Slice slice)
    {
        // An upper bound, which a string of zeros reaches.
        if (!makeRoom(slice.length(), 3 + 2L * slice.length())) {
            return;
        }
        bytes[length++] = KeyCoder.BYTES;
        if (slice.indexOfByte(KeyCoder.ZERO) < 0) {
            slice.getBytes(0, bytes, length, slice.length());
            length += slice.length();
        }
        else {
            for (int i = 0; i < slice.length(); i++) {
                byte next = slice.getByte(i);
                bytes[length++] = next;
                if (next == KeyCoder.ZERO) {
                    bytes[length++] = KeyCoder.ESCAPED;
                }
            }
        }
        bytes[length++] = KeyCoder.ZERO;
        bytes[length++] = KeyCoder.ZERO;
    }

    /// @return false if the tuple is too long already, of which only the length is of interest then
    private boolean makeRoom(int added, long needed)
    {
        valueBytes += added;
        if (valueBytes > KeyCoder.MAX_VALUE_BYTES) {
            return false;
        }
        if (length + needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(length + needed, 2L * bytes.length));
        }
        return true;
    }

    /// How many of the bytes are the tuple's.
    ///
    /// @throws IllegalArgumentException if the tuple is too long
    public int length()
    {
        if (valueBytes > KeyCoder.MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(
                    "the values of a row's key columns must have at most %s bytes together, found %s".formatted(KeyCoder.MAX_VALUE_BYTES, valueBytes));
        }
        return length;
    }

    /// The bytes themselves, valid until something is put.
    public byte[] bytes()
    {
        return bytes;
    }
}
