package dev.trinocrowd.export.file;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.PayloadColumn;
import dev.trinocrowd.export.delivery.RowSchema;
import io.airlift.slice.Slices;
import io.trino.parquet.writer.ParquetSchemaConverter;
import io.trino.parquet.writer.ParquetWriter;
import io.trino.parquet.writer.ParquetWriterOptions;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import org.apache.parquet.format.CompressionCodec;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.lang.Math.toIntExact;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.util.Objects.requireNonNull;

/// Parquet files, by Trino's own writer.
final class ParquetEncoder
        implements RowEncoder
{
    private static final String CREATED_BY = "Crowd for Trino";
    private static final boolean LEGACY_DECIMALS = false;
    private static final boolean INT96_TIMESTAMPS = false;
    private static final int MICROS_A_SECOND = 1_000_000;
    private static final int NANOS_A_MICRO = 1_000;
    private static final int PICOS_A_NANO = 1_000;

    private final RowSchema schema;
    private final CompressionCodec codec;
    private final List<Type> types;
    private final ParquetSchemaConverter parquetSchema;

    ParquetEncoder(RowSchema schema, Compression compression)
    {
        this.schema = requireNonNull(schema, "schema is null");
        codec = switch (compression) {
            case NONE -> CompressionCodec.UNCOMPRESSED;
            case GZIP -> CompressionCodec.GZIP;
        };
        ImmutableList.Builder<Type> columnTypes = ImmutableList.builder();
        ImmutableList.Builder<String> names = ImmutableList.builder();
        columnTypes.add(BIGINT);
        names.add(schema.member());
        if (schema.hasDeletes()) {
            columnTypes.add(VARCHAR);
            names.add(FileTarget.ACTION);
        }
        schema.columns().forEach(column -> {
            columnTypes.add(type(column));
            names.add(column.name());
        });
        types = columnTypes.build();
        parquetSchema = new ParquetSchemaConverter(types, names.build(), LEGACY_DECIMALS, INT96_TIMESTAMPS);
    }

    private static Type type(PayloadColumn column)
    {
        return switch (column.kind()) {
            case BOOLEAN -> BOOLEAN;
            case INTEGER -> BIGINT;
            case DOUBLE -> DOUBLE;
            case DECIMAL -> DecimalType.createDecimalType(column.precision(), column.scale());
            // the writer has no UUID
            case VARCHAR, UUID -> VARCHAR;
            case DATE -> DATE;
            case TIMESTAMP -> TimestampType.createTimestampType(column.precision());
        };
    }

    @Override
    public void write(List<OutboxRow> rows, OutputStream out)
            throws IOException
    {
        try (ParquetWriter writer = new ParquetWriter(
                out,
                parquetSchema.getMessageType(),
                parquetSchema.getPrimitiveTypes(),
                ParquetWriterOptions.builder().build(),
                codec,
                CREATED_BY,
                Optional.empty(),
                Optional.empty())) {
            PageBuilder builder = new PageBuilder(types);
            for (OutboxRow row : rows) {
                append(row, builder);
                if (builder.isFull()) {
                    writer.write(take(builder));
                }
            }
            if (!builder.isEmpty()) {
                writer.write(take(builder));
            }
        }
    }

    private static Page take(PageBuilder builder)
    {
        Page page = builder.build();
        builder.reset();
        return page;
    }

    private void append(OutboxRow row, PageBuilder builder)
    {
        builder.declarePosition();
        int channel = 0;
        BIGINT.writeLong(builder.getBlockBuilder(channel++), row.member());
        if (schema.hasDeletes()) {
            VARCHAR.writeString(builder.getBlockBuilder(channel++), row.action().toString());
        }
        for (int i = 0; i < schema.columns().size(); i++) {
            BlockBuilder block = builder.getBlockBuilder(channel);
            Object value = row.value(i);
            if (value == null) {
                block.appendNull();
            }
            else {
                append(schema.columns().get(i), types.get(channel), value, block);
            }
            channel++;
        }
        row.release();
    }

    private static void append(PayloadColumn column, Type type, Object value, BlockBuilder block)
    {
        switch (column.kind()) {
            case BOOLEAN -> BOOLEAN.writeBoolean(block, (Boolean) value);
            case INTEGER -> BIGINT.writeLong(block, (Long) value);
            case DOUBLE -> DOUBLE.writeDouble(block, (Double) value);
            case DECIMAL -> appendDecimal((DecimalType) type, (BigDecimal) value, block);
            case VARCHAR, UUID -> VARCHAR.writeSlice(block, Slices.utf8Slice(value.toString()));
            case DATE -> DATE.writeInt(block, toIntExact(((LocalDate) value).toEpochDay()));
            case TIMESTAMP -> appendTimestamp((TimestampType) type, (LocalDateTime) value, block);
        }
    }

    private static void appendDecimal(DecimalType type, BigDecimal value, BlockBuilder block)
    {
        if (type.isShort()) {
            type.writeLong(block, value.unscaledValue().longValueExact());
        }
        else {
            type.writeObject(block, Int128.valueOf(value.unscaledValue()));
        }
    }

    private static void appendTimestamp(TimestampType type, LocalDateTime value, BlockBuilder block)
    {
        int nanos = value.get(NANO_OF_SECOND);
        long micros = value.toEpochSecond(ZoneOffset.UTC) * MICROS_A_SECOND + nanos / NANOS_A_MICRO;
        if (type.isShort()) {
            type.writeLong(block, micros);
        }
        else {
            type.writeObject(block, new LongTimestamp(micros, nanos % NANOS_A_MICRO * PICOS_A_NANO));
        }
    }
}
