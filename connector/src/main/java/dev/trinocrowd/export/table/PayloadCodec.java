package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.catalog.ExportMode;
import dev.trinocrowd.export.delivery.PayloadColumn;
import dev.trinocrowd.export.delivery.PayloadKind;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.outbox.PayloadReader;
import dev.trinocrowd.storage.ByteReader;
import dev.trinocrowd.storage.ByteWriter;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.block.Block;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarcharType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.trino.spi.type.TypeUtils.readNativeValue;
import static io.trino.spi.type.TypeUtils.writeNativeValue;
import static java.util.Objects.requireNonNull;

/// Payloads as bytes: a bit for each column that is NULL, then the values of the others. Equal payloads have equal bytes.
///
/// To be written with by one thread at a time, and read with by any.
final class PayloadCodec
        implements PayloadReader
{
    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int PICOS_PER_NANO = 1_000;

    private final List<String> names;
    private final List<Type> types;
    private final Optional<Integer> armColumn;
    private final ByteWriter writer = new ByteWriter();

    PayloadCodec(ExportEntry entry)
    {
        List<ExportColumnHandle> columns = ExportEntries.columns(entry).stream().skip(1).collect(toImmutableList());
        names = columns.stream().map(ExportColumnHandle::name).collect(toImmutableList());
        types = columns.stream().map(ExportColumnHandle::type).collect(toImmutableList());
        armColumn = columns.stream()
                .filter(column -> column.name().equals(ExportEntries.ARM) && column.type().getJavaType() == long.class && ExportEntries.isInteger(column.type()))
                .map(column -> column.index() - 1)
                .findFirst();
    }

    /// @param firstChannel that of the first payload column
    Slice encode(Page page, int firstChannel, int position)
    {
        writer.clear();
        int nulls = 0;
        for (int column = 0; column < types.size(); column++) {
            nulls |= page.getBlock(firstChannel + column).isNull(position) ? 1 << (column % Byte.SIZE) : 0;
            if (column % Byte.SIZE == Byte.SIZE - 1 || column == types.size() - 1) {
                writer.writeByte(nulls);
                nulls = 0;
            }
        }
        for (int column = 0; column < types.size(); column++) {
            Block block = page.getBlock(firstChannel + column);
            if (!block.isNull(position)) {
                write(readNativeValue(types.get(column), block, position));
            }
        }
        return Slices.wrappedBuffer(writer.copy());
    }

    private void write(Object value)
    {
        switch (value) {
            case Boolean truth -> writer.writeByte(truth ? 1 : 0);
            case Long number -> writer.writeVarintOfAny(number);
            case Double number -> writer.writeLong(Double.doubleToRawLongBits(number));
            case Slice slice -> {
                writer.writeVarint(slice.length());
                writer.writeBytes(slice.byteArray(), slice.byteArrayOffset(), slice.length());
            }
            case Int128 number -> {
                writer.writeLong(number.getHigh());
                writer.writeLong(number.getLow());
            }
            case LongTimestamp time -> {
                writer.writeLong(time.getEpochMicros());
                writer.writeInt(time.getPicosOfMicro());
            }
            default -> throw new IllegalArgumentException("expected a value of a payload column, found one of " + value.getClass());
        }
    }

    /// @return the values as Trino's types hold them; null for NULL
    Object[] natives(Slice payload)
    {
        ByteReader reader = reader(payload);
        int nulls = reader.advance(nullBytes());
        Object[] values = new Object[types.size()];
        for (int column = 0; column < values.length; column++) {
            values[column] = isNull(reader, nulls, column) ? null : read(reader, types.get(column).getJavaType());
        }
        reader.expectEnd();
        return values;
    }

    /// One of the values, for which those before it are read over.
    private Object nativeValue(Slice payload, int wanted)
    {
        ByteReader reader = reader(payload);
        int nulls = reader.advance(nullBytes());
        for (int column = 0; column < wanted; column++) {
            if (!isNull(reader, nulls, column)) {
                read(reader, types.get(column).getJavaType());
            }
        }
        return isNull(reader, nulls, wanted) ? null : read(reader, types.get(wanted).getJavaType());
    }

    private static ByteReader reader(Slice payload)
    {
        return new ByteReader("of an export table", "payload", payload.byteArray(), payload.byteArrayOffset(), payload.length());
    }

    private int nullBytes()
    {
        return (types.size() + Byte.SIZE - 1) / Byte.SIZE;
    }

    private static boolean isNull(ByteReader reader, int nulls, int column)
    {
        return (reader.bytes()[nulls + column / Byte.SIZE] & (1 << (column % Byte.SIZE))) != 0;
    }

    private static Object read(ByteReader reader, Class<?> javaType)
    {
        if (javaType == boolean.class) {
            return reader.readByte() != 0;
        }
        if (javaType == long.class) {
            return reader.readVarintOfAny();
        }
        if (javaType == double.class) {
            return Double.longBitsToDouble(reader.readLong());
        }
        if (javaType == Slice.class) {
            int length = reader.readVarint("length of a text", Integer.MAX_VALUE);
            return Slices.wrappedBuffer(reader.bytes(), reader.advance(length), length);
        }
        if (javaType == Int128.class) {
            return Int128.valueOf(reader.readLong(), reader.readLong());
        }
        return new LongTimestamp(reader.readLong(), reader.readInt());
    }

    /// @param first the channel of the first column
    void write(Slice payload, PageBuilder page, int first)
    {
        Object[] values = natives(payload);
        for (int column = 0; column < values.length; column++) {
            writeNativeValue(types.get(column), page.getBlockBuilder(first + column), values[column]);
        }
    }

    @Override
    public Object[] values(Slice payload)
    {
        Object[] values = natives(payload);
        for (int column = 0; column < values.length; column++) {
            values[column] = values[column] == null ? null : toJava(types.get(column), values[column]);
        }
        return values;
    }

    private static Object toJava(Type type, Object value)
    {
        return switch (type) {
            case DecimalType decimal when value instanceof Int128 number -> new BigDecimal(number.toBigInteger(), decimal.getScale());
            case DecimalType decimal -> BigDecimal.valueOf((long) value, decimal.getScale());
            case VarcharType _ -> ((Slice) value).toStringUtf8();
            case DateType _ -> LocalDate.ofEpochDay((long) value);
            case TimestampType _ when value instanceof LongTimestamp time -> time(time.getEpochMicros(), time.getPicosOfMicro() / PICOS_PER_NANO);
            case TimestampType _ -> time((long) value, 0);
            case UuidType _ -> UuidType.trinoUuidToJavaUuid((Slice) value);
            default -> value;
        };
    }

    private static LocalDateTime time(long micros, int nanos)
    {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND),
                Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO + nanos,
                ZoneOffset.UTC);
    }

    @Override
    public Optional<Long> arm(Slice payload)
    {
        return armColumn.isEmpty() ? Optional.empty() : Optional.ofNullable((Long) nativeValue(payload, armColumn.orElseThrow()));
    }

    /// The table as its destination sees it.
    RowSchema schema(ExportEntry entry)
    {
        ImmutableList.Builder<PayloadColumn> columns = ImmutableList.builder();
        for (int column = 0; column < types.size(); column++) {
            columns.add(column(names.get(column), types.get(column)));
        }
        return new RowSchema(entry.member(), columns.build(), entry.mode() == ExportMode.MIRROR);
    }

    private static PayloadColumn column(String name, Type type)
    {
        requireNonNull(type, "type is null");
        return switch (type) {
            case BooleanType _ -> PayloadColumn.of(name, PayloadKind.BOOLEAN);
            case DoubleType _ -> PayloadColumn.of(name, PayloadKind.DOUBLE);
            case DecimalType decimal -> PayloadColumn.decimal(name, decimal.getPrecision(), decimal.getScale());
            case VarcharType _ -> PayloadColumn.of(name, PayloadKind.VARCHAR);
            case DateType _ -> PayloadColumn.of(name, PayloadKind.DATE);
            case TimestampType timestamp -> PayloadColumn.timestamp(name, timestamp.getPrecision());
            case UuidType _ -> PayloadColumn.of(name, PayloadKind.UUID);
            default -> PayloadColumn.of(name, PayloadKind.INTEGER);
        };
    }
}
