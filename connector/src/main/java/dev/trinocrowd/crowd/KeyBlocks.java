package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.KeyBytes;
import dev.trinocrowd.storage.EncodedKey;
import dev.trinocrowd.storage.KeyTable;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.Type;

import java.util.List;

import static dev.trinocrowd.crowd.CrowdErrorCode.CROWD_INVALID_KEY;
import static java.util.Objects.requireNonNull;

/// Turns the key columns of rows into encoded keys. Rows of a key that was met before get the same object.
final class KeyBlocks
{
    /// Beyond this the keys that were met are forgotten, since those of the next rows may be others.
    private static final long MAX_BYTES = 8 << 20;

    private final List<Type> types;
    private final KeyBytes bytes = new KeyBytes();
    private KeyTable met = new KeyTable();

    KeyBlocks(List<Type> types)
    {
        this.types = ImmutableList.copyOf(requireNonNull(types, "types is null"));
    }

    interface Keys
    {
        EncodedKey get(int position);
    }

    /// @param blocks one of each key column
    Keys of(List<Block> blocks)
    {
        if (blocks.isEmpty()) {
            return _ -> EncodedKey.EMPTY;
        }
        Block[] columns = blocks.toArray(Block[]::new);
        if (blocks.stream().allMatch(block -> block instanceof RunLengthEncodedBlock)) {
            EncodedKey key = key(columns, 0);
            return _ -> key;
        }
        if (columns.length == 1 && columns[0] instanceof DictionaryBlock dictionary) {
            Block[] values = {dictionary.getDictionary()};
            EncodedKey[] keys = new EncodedKey[dictionary.getDictionary().getPositionCount()];
            return position -> {
                int id = dictionary.getId(position);
                if (keys[id] == null) {
                    keys[id] = key(values, id);
                }
                return keys[id];
            };
        }
        return position -> key(columns, position);
    }

    private EncodedKey key(Block[] columns, int position)
    {
        bytes.clear();
        for (int column = 0; column < columns.length; column++) {
            KeyValues.put(bytes, types.get(column), columns[column], position);
        }
        int length;
        try {
            length = bytes.length();
        }
        catch (IllegalArgumentException e) {
            throw new TrinoException(CROWD_INVALID_KEY, "A row cannot be written: " + e.getMessage(), e);
        }
        if (met.retainedBytes() > MAX_BYTES) {
            met = new KeyTable();
        }
        return met.key(met.number(bytes.bytes(), length));
    }

    long retainedBytes()
    {
        return met.retainedBytes();
    }
}
