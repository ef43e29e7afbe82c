package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.catalog.KeyCoder;
import dev.trinocrowd.storage.EncodedKey;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.stream.IntStream;

import static dev.trinocrowd.crowd.CrowdErrorCode.CROWD_INVALID_KEY;
import static java.util.Objects.requireNonNull;

/// Turns the key columns of rows into encoded keys, each only as often as the blocks make it necessary.
final class KeyBlocks
{
    private static final int RECENT_BITS = 12;

    private final List<Type> types;
    private final long[] recentNumbers;
    private final EncodedKey[] recentKeys;
    private KeyTuple lastTuple;
    private EncodedKey lastKey;

    KeyBlocks(List<Type> types)
    {
        this.types = ImmutableList.copyOf(requireNonNull(types, "types is null"));
        boolean isNumber = types.size() == 1 && types.getFirst().getJavaType() == long.class;
        recentNumbers = new long[isNumber ? 1 << RECENT_BITS : 0];
        recentKeys = new EncodedKey[recentNumbers.length];
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
        if (blocks.stream().allMatch(block -> block instanceof RunLengthEncodedBlock)) {
            EncodedKey key = encode(blocks, 0);
            return _ -> key;
        }
        if (blocks.size() == 1 && blocks.getFirst() instanceof DictionaryBlock dictionary) {
            List<Block> values = ImmutableList.of(dictionary.getDictionary());
            EncodedKey[] keys = new EncodedKey[dictionary.getDictionary().getPositionCount()];
            return position -> {
                int id = dictionary.getId(position);
                if (keys[id] == null) {
                    keys[id] = encode(values, id);
                }
                return keys[id];
            };
        }
        if (blocks.size() == 1 && types.getFirst().getJavaType() == long.class) {
            return position -> number(blocks, position);
        }
        return position -> encode(blocks, position);
    }

    /// A number is found among those that were encoded lately without being read as a key.
    private EncodedKey number(List<Block> blocks, int position)
    {
        Block block = blocks.getFirst();
        if (block.isNull(position)) {
            return encode(blocks, position);
        }
        long number = types.getFirst().getLong(block, position);
        int slot = (int) ((number * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - RECENT_BITS));
        if (recentKeys[slot] == null || recentNumbers[slot] != number) {
            recentKeys[slot] = encode(blocks, position);
            recentNumbers[slot] = number;
        }
        return recentKeys[slot];
    }

    private EncodedKey encode(List<Block> blocks, int position)
    {
        KeyTuple tuple = new KeyTuple(IntStream.range(0, types.size())
                .mapToObj(column -> KeyValues.read(types.get(column), blocks.get(column), position))
                .toList());
        // Rows often come in runs of a key.
        if (!tuple.equals(lastTuple)) {
            try {
                lastKey = KeyCoder.encode(tuple);
            }
            catch (IllegalArgumentException e) {
                throw new TrinoException(CROWD_INVALID_KEY, "A row cannot be written: " + e.getMessage(), e);
            }
            lastTuple = tuple;
        }
        return lastKey;
    }
}
