package dev.trinocrowd.campaign;

import io.trino.spi.block.SqlRow;
import io.trino.spi.type.RowType;

import java.util.Arrays;
import java.util.OptionalDouble;

import static io.trino.spi.block.RowValueBuilder.buildRowValue;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.RowType.field;

/// Rows of doubles, some of them unknown.
final class DoubleRows
{
    private DoubleRows()
    {}

    static RowType type(String... names)
    {
        return RowType.from(Arrays.stream(names).map(name -> field(name, DOUBLE)).toList());
    }

    static SqlRow row(RowType type, OptionalDouble... values)
    {
        return buildRowValue(type, fields -> {
            for (int i = 0; i < values.length; i++) {
                if (values[i].isPresent()) {
                    DOUBLE.writeDouble(fields.get(i), values[i].getAsDouble());
                }
                else {
                    fields.get(i).appendNull();
                }
            }
        });
    }
}
