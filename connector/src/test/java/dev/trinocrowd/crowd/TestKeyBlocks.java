package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.catalog.KeyCoder;
import dev.trinocrowd.storage.EncodedKey;
import io.airlift.slice.Slices;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.Int128;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DecimalType.createDecimalType;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.TimestampType.TIMESTAMP_MICROS;
import static io.trino.spi.type.TimestampType.TIMESTAMP_PICOS;
import static io.trino.spi.type.TypeUtils.writeNativeValue;
import static io.trino.spi.type.UuidType.UUID;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Against keys that are made of each row's values one by one.
final class TestKeyBlocks
{
    private static final int POSITIONS = 500;
    private static final List<Type> TYPES = ImmutableList.of(
            BOOLEAN,
            INTEGER,
            BIGINT,
            DATE,
            createDecimalType(18, 2),
            createDecimalType(38, 2),
            TIMESTAMP_MICROS,
            TIMESTAMP_PICOS,
            VARCHAR,
            UUID);

    private final Random random = new Random(20261122);

    @Test
    void keysOfOneColumnOfEachTypeAreThoseOfTheirValues()
    {
        for (Type type : TYPES) {
            check(ImmutableList.of(type));
        }
    }

    @Test
    void keysOfSeveralColumnsAreThoseOfTheirValues()
    {
        for (int round = 0; round < 50; round++) {
            check(random.ints(2 + random.nextInt(3), 0, TYPES.size()).mapToObj(TYPES::get).toList());
        }
    }

    private void check(List<Type> types)
    {
        KeyBlocks keys = new KeyBlocks(types);
        for (int page = 0; page < 4; page++) {
            List<List<Object>> values = types.stream().map(this::values).toList();
            List<Block> blocks = new ArrayList<>();
            List<int[]> ids = new ArrayList<>();
            for (int column = 0; column < types.size(); column++) {
                Block plain = block(types.get(column), values.get(column));
                switch (random.nextInt(3)) {
                    case 0 -> {
                        ids.add(IntStream.range(0, POSITIONS).toArray());
                        blocks.add(plain);
                    }
                    case 1 -> {
                        ids.add(random.ints(POSITIONS, 0, POSITIONS).toArray());
                        blocks.add(DictionaryBlock.create(POSITIONS, plain, ids.getLast()));
                    }
                    default -> {
                        ids.add(new int[POSITIONS]);
                        blocks.add(RunLengthEncodedBlock.create(plain.getSingleValueBlock(0), POSITIONS));
                    }
                }
            }
            KeyBlocks.Keys found = keys.of(blocks);
            for (int position = 0; position < POSITIONS; position++) {
                int row = position;
                KeyTuple tuple = new KeyTuple(IntStream.range(0, types.size())
                        .mapToObj(column -> KeyValues.fromNative(values.get(column).get(ids.get(column)[row])))
                        .toList());
                assertThat(found.get(position)).as("%s of %s", tuple, types).isEqualTo(KeyCoder.encode(tuple));
            }
        }
    }

    private List<Object> values(Type type)
    {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < POSITIONS; i++) {
            values.add(random.nextInt(10) == 0 ? null : value(type));
        }
        return values;
    }

    private Object value(Type type)
    {
        if (type == BOOLEAN) {
            return random.nextBoolean();
        }
        if (type == VARCHAR) {
            // zero bytes are what the encoding must tell from ends
            return Slices.utf8Slice(List.of("", "vip", "\0", "a\0", "a\0\0b", "é", "a text of more than a few letters").get(random.nextInt(7)));
        }
        if (type == UUID) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            return Slices.wrappedBuffer(bytes);
        }
        if (type == TIMESTAMP_PICOS) {
            return new LongTimestamp(random.nextInt() - 5L, random.nextInt(1_000_000));
        }
        if (type.getJavaType() == Int128.class) {
            return Int128.valueOf(random.nextInt(3) - 1, random.nextLong());
        }
        return (long) random.nextInt() >> random.nextInt(32);
    }

    private static Block block(Type type, List<Object> values)
    {
        BlockBuilder builder = type.createBlockBuilder(null, values.size());
        values.forEach(value -> writeNativeValue(type, builder, value));
        return builder.build();
    }

    @Test
    void rowsOfOneKeyGetOneObject()
    {
        KeyBlocks keys = new KeyBlocks(ImmutableList.of(VARCHAR, BIGINT));
        List<Block> blocks = ImmutableList.of(block(VARCHAR, ImmutableList.of("a", "b", "a").stream().map(Slices::utf8Slice).map(Object.class::cast).toList()),
                block(BIGINT, ImmutableList.of(1L, 1L, 1L)));
        EncodedKey first = keys.of(blocks).get(0);
        assertThat(keys.of(blocks).get(2)).isSameAs(first);
        assertThat(keys.of(blocks).get(1)).isNotEqualTo(first);
    }

    @Test
    void keysOfManyPagesTakeBoundedRoom()
    {
        KeyBlocks keys = new KeyBlocks(ImmutableList.of(BIGINT));
        long most = 0;
        for (long page = 0; page < 1_000; page++) {
            List<Object> values = new ArrayList<>();
            for (long i = 0; i < POSITIONS; i++) {
                values.add(page * POSITIONS + i);
            }
            KeyBlocks.Keys found = keys.of(ImmutableList.of(block(BIGINT, values)));
            for (int position = 0; position < POSITIONS; position++) {
                found.get(position);
            }
            most = Math.max(most, keys.retainedBytes());
        }
        assertThat(most).isBetween(1L << 20, 16L << 20);
    }

    @Test
    void keyThatIsTooLongIsRefusedWithItsLength()
    {
        KeyBlocks keys = new KeyBlocks(ImmutableList.of(VARCHAR, BIGINT));
        List<Block> blocks = ImmutableList.of(block(VARCHAR, ImmutableList.of(Slices.allocate(70_000))), block(BIGINT, ImmutableList.of(1L)));
        assertThatThrownBy(() -> keys.of(blocks).get(0))
                .isInstanceOf(TrinoException.class)
                .hasMessage("A row cannot be written: the values of a row's key columns must have at most 65536 bytes together, found 70008");
    }
}
