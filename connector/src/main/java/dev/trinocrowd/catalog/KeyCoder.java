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

    static final byte WHOLE = 1;
    static final byte WIDE = 2;
    static final byte BYTES = 3;
    static final byte NULL = (byte) 0xFF;
    static final byte ZERO = 0;
    static final byte ESCAPED = (byte) 0xFF;

    private KeyCoder()
    {}

    public static EncodedKey encode(KeyTuple tuple)
    {
        if (tuple.values().isEmpty()) {
            return EncodedKey.EMPTY;
        }
        KeyBytes target = new KeyBytes();
        for (KeyValue value : tuple.values()) {
            switch (value) {
                case KeyValue.Whole whole -> target.putWhole(whole.value());
                case KeyValue.Wide wide -> target.putWide(wide.high(), wide.low());
                case KeyValue.Bytes bytes -> target.putBytes(bytes.slice());
                case KeyValue.Null _ -> target.putNull();
            }
        }
        int length = target.length();
        return EncodedKey.of(target.bytes(), 0, length);
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
