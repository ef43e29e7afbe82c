package dev.trinocrowd.shop;

import dev.trinocrowd.shop.story.Column;
import dev.trinocrowd.shop.story.Column.Kind;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.type.Type;

import java.util.Optional;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DecimalType.createDecimalType;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.TimestampType.TIMESTAMP_MICROS;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/// A column of a table, by its name.
public record ShopColumnHandle(String name)
        implements ColumnHandle
{
    private static final int MONEY_DIGITS = 10;
    private static final int CENT_DIGITS = 2;

    public ShopColumnHandle
    {
        requireNonNull(name, "name is null");
    }

    static Type type(Kind kind)
    {
        return switch (kind) {
            case NUMBER -> BIGINT;
            case SMALL_NUMBER -> INTEGER;
            case FLAG -> BOOLEAN;
            case MONEY -> createDecimalType(MONEY_DIGITS, CENT_DIGITS);
            case TIME -> TIMESTAMP_MICROS;
            case TEXT -> VARCHAR;
            case FRACTION -> DOUBLE;
        };
    }

    static ColumnMetadata metadata(Column column)
    {
        return ColumnMetadata.builder()
                .setName(column.name())
                .setType(type(column.kind()))
                .setNullable(column.isNullable())
                .setComment(Optional.of(column.comment()))
                .build();
    }

    @Override
    public String toString()
    {
        return name;
    }
}
