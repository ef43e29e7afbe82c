package dev.trinocrowd.shop;

import dev.trinocrowd.shop.story.Column;
import io.trino.spi.block.Block;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;

import java.util.Arrays;
import java.util.Optional;

import static dev.trinocrowd.shop.story.Column.NULL;

/// Trino's blocks of the values of a column.
final class Blocks
{
    private Blocks()
    {}

    /// @param dictionary for a column of texts
    static Block block(Column column, Optional<Block> dictionary, long[] values, int rows)
    {
        return switch (column.kind()) {
            case NUMBER, MONEY, TIME, FRACTION -> new LongArrayBlock(rows, valid(column, values, rows), Arrays.copyOf(values, rows));
            case SMALL_NUMBER -> integers(valid(column, values, rows), values, rows);
            case FLAG -> flags(valid(column, values, rows), values, rows);
            case TEXT -> texts(dictionary.orElseThrow(() -> new IllegalStateException("Column %s has no dictionary".formatted(column))), values, rows);
        };
    }

    /// A bit for each row that is not NULL, or nothing if none is.
    private static Optional<long[]> valid(Column column, long[] values, int rows)
    {
        if (!column.isNullable()) {
            return Optional.empty();
        }
        long[] valid = new long[(rows + 63) / 64];
        int nulls = 0;
        for (int row = 0; row < rows; row++) {
            if (values[row] == NULL) {
                nulls++;
            }
            else {
                valid[row >> 6] |= 1L << row;
            }
        }
        return nulls == 0 ? Optional.empty() : Optional.of(valid);
    }

    private static Block integers(Optional<long[]> valid, long[] values, int rows)
    {
        int[] integers = new int[rows];
        for (int row = 0; row < rows; row++) {
            integers[row] = (int) values[row];
        }
        return new IntArrayBlock(rows, valid, integers);
    }

    private static Block flags(Optional<long[]> valid, long[] values, int rows)
    {
        byte[] flags = new byte[rows];
        for (int row = 0; row < rows; row++) {
            flags[row] = (byte) values[row];
        }
        return new ByteArrayBlock(rows, valid, flags);
    }

    private static Block texts(Block dictionary, long[] values, int rows)
    {
        int nullId = dictionary.getPositionCount() - 1;
        int[] ids = new int[rows];
        for (int row = 0; row < rows; row++) {
            ids[row] = values[row] == NULL ? nullId : (int) values[row];
        }
        return DictionaryBlock.create(rows, dictionary, ids);
    }
}
