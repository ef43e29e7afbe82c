package dev.trinocrowd.storage;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

import static io.airlift.slice.SizeOf.sizeOf;
import static java.lang.Math.addExact;

/// Bytes that grow. Numbers of variable length have 7 bits a byte, the lowest first; others are little-endian.
public final class ByteWriter
{
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_VARINT_BYTES = 10;

    private byte[] bytes = new byte[256];
    private int size;

    public void writeByte(int value)
    {
        ensureRoom(1);
        bytes[size++] = (byte) value;
    }

    public void writeShort(int value)
    {
        ensureRoom(Short.BYTES);
        SHORT.set(bytes, size, (short) value);
        size += Short.BYTES;
    }

    public void writeInt(int value)
    {
        ensureRoom(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    public void writeLong(long value)
    {
        ensureRoom(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    public void writeVarint(long value)
    {
        ensureRoom(MAX_VARINT_BYTES);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /// A number that may be negative.
    public void writeVarintOfAny(long value)
    {
        writeVarint((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    public void writeBytes(byte[] source)
    {
        writeBytes(source, 0, source.length);
    }

    public void writeBytes(byte[] source, int offset, int length)
    {
        ensureRoom(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    public void append(ByteWriter other)
    {
        writeBytes(other.bytes, 0, other.size);
    }

    private void ensureRoom(int length)
    {
        int needed = addExact(size, length);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
        }
    }

    public int size()
    {
        return size;
    }

    public void clear()
    {
        size = 0;
    }

    public long checksum()
    {
        return Checksums.checksum(bytes, 0, size);
    }

    public void writeTo(OutputStream stream)
            throws IOException
    {
        stream.write(bytes, 0, size);
    }

    public byte[] copy()
    {
        return Arrays.copyOf(bytes, size);
    }

    /// What is written, not copied: good until more is written.
    public Slice slice()
    {
        return Slices.wrappedBuffer(bytes, 0, size);
    }

    public long retainedBytes()
    {
        return sizeOf(bytes);
    }
}
