package dev.trinocrowd.export.table;

import dev.trinocrowd.catalog.ExportColumn;
import dev.trinocrowd.catalog.KeyType;
import dev.trinocrowd.crowd.KeyTypes;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;

import java.util.Optional;

import static io.trino.spi.type.DoubleType.DOUBLE;

/// The SQL types that payload columns can have: those of keys, and double.
final class ExportTypes
{
    private static final String DOUBLE_NAME = "double";
    /// Finer times have no form that destinations know.
    private static final int MAX_TIMESTAMP_PRECISION = 9;

    private ExportTypes()
    {}

    static Type toTrino(ExportColumn column)
    {
        return column.type().equals(DOUBLE_NAME) ? DOUBLE : KeyTypes.toTrino(KeyType.parse(column.type()));
    }

    /// @return the type's name; empty if payload columns cannot have it
    static Optional<String> name(Type type)
    {
        if (type.equals(DOUBLE)) {
            return Optional.of(DOUBLE_NAME);
        }
        if (type instanceof TimestampType timestamp && timestamp.getPrecision() > MAX_TIMESTAMP_PRECISION) {
            return Optional.empty();
        }
        return KeyTypes.fromTrino(type).map(KeyType::toString);
    }
}
