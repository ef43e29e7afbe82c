package dev.trinocrowd.storage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import static java.util.Objects.requireNonNull;

/// Reads what [ByteWriter] writes, from bytes that may be anything: whatever is not there makes a [CorruptFileException].
public final class ByteReader
{
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final String file;
    private final String part;
    private final byte[] bytes;
    private final int end;
    private int position;

    /// @param part what the bytes are, for messages
    public ByteReader(String file, String part, byte[] bytes, int offset, int length)
    {
        this.file = requireNonNull(file, "file is null");
        this.part = requireNonNull(part, "part is null");
        this.bytes = requireNonNull(bytes, "bytes is null");
        this.position = offset;
        this.end = offset + length;
    }

    public int readByte()
    {
        return bytes[advance(1)] & 0xFF;
    }

    public char readChar()
    {
        return (char) (short) SHORT.get(bytes, advance(Short.BYTES));
    }

    public int readInt()
    {
        return (int) INT.get(bytes, advance(Integer.BYTES));
    }

    public long readLong()
    {
        return (long) LONG.get(bytes, advance(Long.BYTES));
    }

    /// A number that is not negative.
    public long readVarint()
    {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw corrupt("a number has more than 63 bits");
    }

    /// A number that may be negative.
    public long readVarintOfAny()
    {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw corrupt("a number has more than 64 bits");
    }

    /// A number from 0 to `max`.
    public int readVarint(String name, long max)
    {
        long value = readVarint();
        if (value > max || value > Integer.MAX_VALUE) {
            throw corrupt("%s must be at most %s, found %s".formatted(name, max, value));
        }
        return (int) value;
    }

    /// Passes over some bytes.
    ///
    /// @return where they start
    public int advance(int length)
    {
        if (length < 0 || length > end - position) {
            throw corrupt("%s bytes are missing".formatted(length - (end - position)));
        }
        int start = position;
        position += length;
        return start;
    }

    public byte[] bytes()
    {
        return bytes;
    }

    public int remaining()
    {
        return end - position;
    }

    public void expectEnd()
    {
        if (position != end) {
            throw corrupt("%s bytes are left over".formatted(end - position));
        }
    }

    public void check(boolean condition, String problem)
    {
        if (!condition) {
            throw corrupt(problem);
        }
    }

    public CorruptFileException corrupt(String problem)
    {
        return new CorruptFileException(file, "%s: %s".formatted(part, problem));
    }
}
