package dev.trinocrowd.catalog;

import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.KeyValue;
import dev.trinocrowd.storage.EncodedKey;
import io.airlift.slice.Slices;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestKeyCoder
{
    @Test
    void bytesSortAsTuplesDoAndLeadBackToThem()
    {
        Random random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            List<Integer> kinds = random.ints(random.nextInt(4), 0, 3).boxed().toList();
            KeyTuple left = tuple(random, kinds);
            KeyTuple right = tuple(random, kinds);
            EncodedKey encodedLeft = KeyCoder.encode(left);
            EncodedKey encodedRight = KeyCoder.encode(right);
            assertThat(KeyCoder.decode(encodedLeft)).isEqualTo(left);
            assertThat(Integer.signum(encodedLeft.compareTo(encodedRight))).as("%s and %s", left, right).isEqualTo(Integer.signum(left.compareTo(right)));
            assertThat(encodedLeft.equals(encodedRight)).isEqualTo(left.equals(right));
            assertThat(EncodedKey.fromBase64(encodedLeft.toBase64())).isEqualTo(encodedLeft);
        }
    }

    private static KeyTuple tuple(Random random, List<Integer> kinds)
    {
        List<KeyValue> values = new ArrayList<>();
        for (int kind : kinds) {
            if (random.nextInt(5) == 0) {
                values.add(KeyValue.NULL);
            }
            else if (kind == 0) {
                values.add(KeyValue.of(random.nextLong() >> random.nextInt(64)));
            }
            else if (kind == 1) {
                values.add(new KeyValue.Wide(random.nextLong() >> random.nextInt(64), random.nextLong()));
            }
            else {
                byte[] bytes = new byte[random.nextInt(4)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = new byte[] {0, 1, (byte) 0xFF, 'a'}[random.nextInt(4)];
                }
                values.add(new KeyValue.Bytes(Slices.wrappedBuffer(bytes)));
            }
        }
        return new KeyTuple(values);
    }

    @Test
    void longestKeysAreTakenAndLongerOnesRefused()
    {
        KeyTuple longest = KeyTuple.of(new KeyValue.Bytes(Slices.allocate(65_536)));
        assertThat(KeyCoder.decode(KeyCoder.encode(longest))).isEqualTo(longest);
        assertThatThrownBy(() -> KeyCoder.encode(KeyTuple.of(KeyValue.of(1), new KeyValue.Bytes(Slices.allocate(65_529)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the values of a row's key columns must have at most 65536 bytes together, found 65537");
    }

    @Test
    void otherBytesAreRefused()
    {
        Random random = new Random(6);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(12)];
            random.nextBytes(bytes);
            bytes[0] = (byte) random.nextInt(5);
            try {
                EncodedKey key = EncodedKey.of(bytes);
                assertThat(KeyCoder.encode(KeyCoder.decode(key))).isEqualTo(key);
            }
            catch (IllegalArgumentException e) {
                assertThat(e).hasMessageMatching(".*(key).*");
            }
        }
    }

    @Test
    void typesAreWrittenAsInSql()
    {
        for (String type : List.of("boolean", "tinyint", "smallint", "integer", "bigint", "date", "decimal(38,10)", "timestamp(6)", "timestamp(12)", "varchar", "varchar(20)",
                "uuid")) {
            assertThat(KeyType.parse(type)).hasToString(type);
        }
        assertThat(KeyType.parse("decimal(19,0)").isLongDecimal()).isTrue();
        assertThat(KeyType.parse("timestamp(7)").isLongTimestamp()).isTrue();
        assertThatThrownBy(() -> KeyType.parse("double")).hasMessage("expected a key type such as varchar or decimal(10,2), found double");
        assertThatThrownBy(() -> KeyType.parse("timestamp(13)")).hasMessage("the precision of a timestamp must be 0 to 12, found 13");
        assertThatThrownBy(() -> KeyType.parse("bigint(3)")).hasMessage("BIGINT has no length");
    }
}
