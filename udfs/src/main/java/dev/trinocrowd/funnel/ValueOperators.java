package dev.trinocrowd.funnel;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.lang.invoke.MethodHandle;
import java.util.Optional;

import static com.google.common.base.Throwables.throwIfUnchecked;
import static java.util.Objects.requireNonNull;

/// What Trino knows about the values of one type, in its flat form: a record of a fixed size, and bytes that the record
/// points to for types of variable width.
///
final class ValueOperators
{
    private final Type type;
    private final MethodHandle write;
    private final MethodHandle read;
    private final MethodHandle hash;
    private final MethodHandle identical;
    private final Optional<MethodHandle> order;

    private ValueOperators(Type type, MethodHandle write, MethodHandle read, MethodHandle hash, MethodHandle identical, Optional<MethodHandle> order)
    {
        this.type = requireNonNull(type, "type is null");
        this.write = requireNonNull(write, "write is null");
        this.read = requireNonNull(read, "read is null");
        this.hash = requireNonNull(hash, "hash is null");
        this.identical = requireNonNull(identical, "identical is null");
        this.order = requireNonNull(order, "order is null");
    }

    static ValueOperators unordered(Type type, MethodHandle write, MethodHandle read, MethodHandle hash, MethodHandle identical)
    {
        return new ValueOperators(type, write, read, hash, identical, Optional.empty());
    }

    static ValueOperators ordered(Type type, MethodHandle write, MethodHandle read, MethodHandle hash, MethodHandle identical, MethodHandle order)
    {
        return new ValueOperators(type, write, read, hash, identical, Optional.of(order));
    }

    boolean isVariableWidth()
    {
        return type.isFlatVariableWidth();
    }

    int fixedBytes()
    {
        return type.getFlatFixedSize();
    }

    int variableBytes(ValueBlock block, int position)
    {
        return isVariableWidth() ? type.getFlatVariableWidthSize(block, position) : 0;
    }

    void write(ValueBlock block, int position, byte[] fixed, int fixedOffset, byte[] variable, int variableOffset)
    {
        try {
            write.invokeExact(block, position, fixed, fixedOffset, variable, variableOffset);
        }
        catch (Throwable e) {
            throw unchecked(e);
        }
    }

    void read(byte[] fixed, int fixedOffset, byte[] variable, int variableOffset, BlockBuilder out)
    {
        try {
            read.invokeExact(fixed, fixedOffset, variable, variableOffset, out);
        }
        catch (Throwable e) {
            throw unchecked(e);
        }
    }

    long hash(ValueBlock block, int position)
    {
        try {
            return (long) hash.invokeExact(block, position);
        }
        catch (Throwable e) {
            throw unchecked(e);
        }
    }

    boolean identical(byte[] fixed, int fixedOffset, byte[] variable, int variableOffset, ValueBlock block, int position)
    {
        try {
            return (boolean) identical.invokeExact(fixed, fixedOffset, variable, variableOffset, block, position);
        }
        catch (Throwable e) {
            throw unchecked(e);
        }
    }

    int compare(byte[] leftFixed, int leftFixedOffset, byte[] leftVariable, int leftVariableOffset, byte[] rightFixed, int rightFixedOffset, byte[] rightVariable,
            int rightVariableOffset)
    {
        try {
            MethodHandle compare = order.orElseThrow();
            return Long.signum((long) compare.invokeExact(
                    leftFixed,
                    leftFixedOffset,
                    leftVariable,
                    leftVariableOffset,
                    rightFixed,
                    rightFixedOffset,
                    rightVariable,
                    rightVariableOffset));
        }
        catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(Throwable e)
    {
        throwIfUnchecked(e);
        return new RuntimeException(e);
    }
}
