package dev.trinocrowd.crowd;

import dev.trinocrowd.algebra.KeyValue;
import dev.trinocrowd.catalog.KeyBytes;
import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.Int128;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.Type;
import jakarta.annotation.Nullable;

import static io.trino.spi.type.TypeUtils.writeNativeValue;

/// Values of key columns as Trino holds them and as the algebra does.
public final class KeyValues
{
    private KeyValues()
    {}

    /// @param value as Trino's type holds it; null for NULL
    public static KeyValue fromNative(@Nullable Object value)
    {
        return switch (value) {
            case null -> KeyValue.NULL;
            case Boolean truth -> KeyValue.of(truth);
            case Long number -> KeyValue.of(number);
            case Slice slice -> new KeyValue.Bytes(slice);
            case Int128 number -> new KeyValue.Wide(number.getHigh(), number.getLow());
            case LongTimestamp time -> new KeyValue.Wide(time.getEpochMicros(), time.getPicosOfMicro());
            default -> throw new IllegalArgumentException("expected a value of a key column, found one of " + value.getClass());
        };
    }

    /// @return null for NULL
    @Nullable
    public static Object toNative(Type type, KeyValue value)
    {
        return switch (value) {
            case KeyValue.Null _ -> null;
            case KeyValue.Whole(long number) when type.getJavaType() == boolean.class -> number != 0;
            case KeyValue.Whole(long number) -> number;
            case KeyValue.Bytes(Slice slice) -> slice;
            case KeyValue.Wide(long high, long low) when type.getJavaType() == LongTimestamp.class -> new LongTimestamp(high, (int) low);
            case KeyValue.Wide(long high, long low) -> Int128.valueOf(high, low);
        };
    }

    /// Without an object for the value, unless its type has it anyway.
    static void put(KeyBytes target, Type type, Block block, int position)
    {
        Class<?> javaType = type.getJavaType();
        if (block.isNull(position)) {
            target.putNull();
        }
        else if (javaType == long.class) {
            target.putWhole(type.getLong(block, position));
        }
        else if (javaType == boolean.class) {
            target.putWhole(type.getBoolean(block, position) ? 1 : 0);
        }
        else if (javaType == Slice.class) {
            target.putBytes(type.getSlice(block, position));
        }
        else {
            switch (type.getObject(block, position)) {
                case Int128 number -> target.putWide(number.getHigh(), number.getLow());
                case LongTimestamp time -> target.putWide(time.getEpochMicros(), time.getPicosOfMicro());
                case Object other -> throw new IllegalArgumentException("expected a value of a key column, found one of " + other.getClass());
            }
        }
    }

    public static void write(Type type, BlockBuilder builder, KeyValue value)
    {
        writeNativeValue(type, builder, toNative(type, value));
    }

    /// As SQL shows it: a date as `2026-11-21`.
    public static String print(Type type, KeyValue value)
    {
        Object object = type.getObjectValue(writeNativeValue(type, toNative(type, value)), 0);
        return object == null ? "NULL" : object.toString();
    }
}
