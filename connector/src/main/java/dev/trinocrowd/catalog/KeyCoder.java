package dev.trinocrowd.catalog;

import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.KeyValue;
import dev.trinocrowd.storage.EncodedKey;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Turns key tuples into bytes that sort as they do, and back.
///
/// Each value starts with a byte for its kind; NULL has the greatest. Numbers follow with their sign turned round, the highest byte
/// first. Strings follow with each zero byte as `00 FF` and `00 00` behind them, so that none is the start of another's.
public final class KeyCoder
{
    /// What the values of a tuple may have together.
    public static final int MAX_VALUE_BYTES = 64 * 1024;

    private static final byte WHOLE = 1;
    private static final byte WIDE = 2;
    private static final byte BYTES = 3;
    private static final byte NULL = (byte) 0xFF;
    private static final byte ZERO = 0;
    private static final byte ESCAPED = (byte) 0xFF;

    private KeyCoder()
    {}

    public static EncodedKey encode(KeyTuple tuple)
    {
        if (tuple.values().isEmpty()) {
            return EncodedKey.EMPTY;
        }
        long size = 0;
        for (KeyValue value : tuple.values()) {
            size += switch (value) {
                case KeyValue.Whole _ -> Long.BYTES;
                case KeyValue.Wide _ -> 2 * Long.BYTES;
                case KeyValue.Bytes bytes -> bytes.slice().length();
                case KeyValue.Null _ -> 0;
            };
        }
        if (size > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException("the values of a row's key columns must have at most %s bytes together, found %s".formatted(MAX_VALUE_BYTES, size));
        }
        // An upper bound, which a string of zeros reaches.
        ByteBuffer target = ByteBuffer.allocate((int) (2 * size) + 3 * tuple.values().size());
        for (KeyValue value : tuple.values()) {
            switch (value) {
                case KeyValue.Whole whole -> target.put(WHOLE).putLong(whole.value() ^ Long.MIN_VALUE);
                case KeyValue.Wide wide -> target.put(WIDE).putLong(wide.high() ^ Long.MIN_VALUE).putLong(wide.low());
                case KeyValue.Bytes bytes -> putBytes(target, bytes.slice());
                case KeyValue.Null _ -> target.put(NULL);
            }
        }
        return EncodedKey.of(target.array(), 0, target.position());
    }

    private static void putBytes(ByteBuffer target, Slice slice)
    {
        target.put(BYTES);
        for (int i = 0; i < slice.length(); i++) {
            byte next = slice.getByte(i);
            target.put(next);
            if (next == ZERO) {
                target.put(ESCAPED);
            }
        }
        target.put(ZERO).put(ZERO);
    }

    /// @throws IllegalArgumentException if the bytes are no key tuple
    public static KeyTuple decode(EncodedKey key)
    {
        if (key.length() == 0) {
            return KeyTuple.EMPTY;
        }
        ByteBuffer source = ByteBuffer.wrap(key.bytes());
        List<KeyValue> values = new ArrayList<>();
        try {
            while (source.hasRemaining()) {
                byte kind = source.get();
                values.add(switch (kind) {
                    case WHOLE -> KeyValue.of(source.getLong() ^ Long.MIN_VALUE);
                    case WIDE -> new KeyValue.Wide(source.getLong() ^ Long.MIN_VALUE, source.getLong());
                    case BYTES -> new KeyValue.Bytes(getBytes(source));
                    case NULL -> KeyValue.NULL;
                    default -> throw new IllegalArgumentException("the kind of a key value is unknown: " + kind);
                });
            }
        }
        catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a key value is cut off", e);
        }
        return new KeyTuple(values);
    }

    private static Slice getBytes(ByteBuffer source)
    {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (true) {
            byte next = source.get();
            if (next == ZERO) {
                byte sign = source.get();
                if (sign == ZERO) {
                    return Slices.wrappedBuffer(bytes.toByteArray());
                }
                if (sign != ESCAPED) {
                    throw new IllegalArgumentException("a string of a key holds a zero byte that is not escaped");
                }
            }
            bytes.write(next);
        }
    }
}
