package dev.trinocrowd.crowd;

import dev.trinocrowd.catalog.KeyType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.util.Optional;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TinyintType.TINYINT;
import static io.trino.spi.type.UuidType.UUID;

/// The SQL types that key columns can have.
public final class KeyTypes
{
    private KeyTypes()
    {}

    public static Type toTrino(KeyType type)
    {
        return switch (type.kind()) {
            case BOOLEAN -> BOOLEAN;
            case TINYINT -> TINYINT;
            case SMALLINT -> SMALLINT;
            case INTEGER -> INTEGER;
            case BIGINT -> BIGINT;
            case DATE -> DATE;
            case DECIMAL -> DecimalType.createDecimalType(type.length().orElseThrow(), type.scale());
            case TIMESTAMP -> TimestampType.createTimestampType(type.length().orElseThrow());
            case VARCHAR -> type.length().map(VarcharType::createVarcharType).orElse(VarcharType.VARCHAR);
            case UUID -> UUID;
        };
    }

    /// @return empty if key columns cannot have the type
    public static Optional<KeyType> fromTrino(Type type)
    {
        if (type.equals(BOOLEAN)) {
            return Optional.of(KeyType.of(KeyType.Kind.BOOLEAN));
        }
        if (type.equals(TINYINT)) {
            return Optional.of(KeyType.of(KeyType.Kind.TINYINT));
        }
        if (type.equals(SMALLINT)) {
            return Optional.of(KeyType.of(KeyType.Kind.SMALLINT));
        }
        if (type.equals(INTEGER)) {
            return Optional.of(KeyType.of(KeyType.Kind.INTEGER));
        }
        if (type.equals(BIGINT)) {
            return Optional.of(KeyType.of(KeyType.Kind.BIGINT));
        }
        if (type.equals(DATE)) {
            return Optional.of(KeyType.of(KeyType.Kind.DATE));
        }
        if (type.equals(UUID)) {
            return Optional.of(KeyType.of(KeyType.Kind.UUID));
        }
        return switch (type) {
            case DecimalType decimal -> Optional.of(KeyType.decimal(decimal.getPrecision(), decimal.getScale()));
            case TimestampType timestamp -> Optional.of(KeyType.timestamp(timestamp.getPrecision()));
            case VarcharType varchar -> Optional.of(varchar.getLength().map(KeyType::varchar).orElseGet(() -> KeyType.of(KeyType.Kind.VARCHAR)));
            default -> Optional.empty();
        };
    }
}
