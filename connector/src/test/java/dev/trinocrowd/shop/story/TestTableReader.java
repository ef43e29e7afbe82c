package dev.trinocrowd.shop.story;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

final class TestTableReader
{
    private static final Scale TINY = Scale.ofSchema("tiny").orElseThrow();
    private static final List<UserRange> EVERYBODY = List.of(new UserRange(1, TINY.users()));

    @Test
    void tinyHasNotChanged()
    {
        // Whoever changes the data on purpose changes these, and the numbers in docs/shop.md.
        Map<String, String> expected = Map.of(
                "users", "2000 rows, e484715eb1afa630",
                "devices", "2515 rows, 5b16b6230bc6ac0d",
                "events", "104933 rows, 47d8b76608cc53be",
                "orders", "2698 rows, e21aed16c7dd7e14",
                "order_items", "3319 rows, 7e24c1912046acfd",
                "coupons", "7328 rows, ec0a573b4022c32a",
                "pushes", "1202 rows, 3c96ea7135f3d4bd",
                "responses", "430 rows, e1efa0490af6b952",
                "products", "500 rows, f6c4a5ceae349d11",
                "truths", "96 rows, c64f6c6e0d5fec1f");
        assertThat(ShopTable.TABLES.stream().collect(toMap(ShopTable::title, table -> summary(read(table, EVERYBODY, 8_192))))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ShopTable.class)
    void sizeOfABatchDoesNotMatter(ShopTable table)
    {
        assertThat(read(table, EVERYBODY, 100)).isEqualTo(read(table, EVERYBODY, 8_192));
    }

    @ParameterizedTest
    @EnumSource(value = ShopTable.class, mode = EnumSource.Mode.EXCLUDE, names = {"PRODUCTS", "TRUTHS"})
    void orderOfTheBucketsDoesNotMatter(ShopTable table)
    {
        List<List<Long>> backwards = new ArrayList<>();
        for (int bucket = TINY.buckets() - 1; bucket >= 0; bucket--) {
            backwards.addAll(0, read(table, List.of(TINY.users(bucket)), 8_192));
        }
        assertThat(backwards).isEqualTo(read(table, EVERYBODY, 8_192));
    }

    @ParameterizedTest
    @EnumSource(ShopTable.class)
    void columnsAreTheSameAloneAndTogether(ShopTable table)
    {
        List<List<Long>> rows = read(table, EVERYBODY, 8_192);
        Shop shop = new Shop(TINY);
        for (int column = 0; column < table.columns().size(); column++) {
            List<Long> alone = new ArrayList<>();
            TableReader reader = new TableReader(shop, table, List.of(table.columns().get(column)), EVERYBODY);
            while (!reader.isFinished()) {
                int count = reader.read(1_000);
                for (int row = 0; row < count; row++) {
                    alone.add(reader.values(0)[row]);
                }
            }
            int wanted = column;
            assertThat(alone).isEqualTo(rows.stream().map(row -> row.get(wanted)).toList());
        }
    }

    @ParameterizedTest
    @EnumSource(ShopTable.class)
    void rowsAreCountedWithoutColumns(ShopTable table)
    {
        TableReader reader = new TableReader(new Shop(TINY), table, List.of(), EVERYBODY);
        int rows = 0;
        while (!reader.isFinished()) {
            rows += reader.read(1_000);
        }
        assertThat(rows).isEqualTo(read(table, EVERYBODY, 8_192).size());
    }

    @ParameterizedTest
    @EnumSource(ShopTable.class)
    void onlyNullableColumnsHoldNull(ShopTable table)
    {
        for (List<Long> row : read(table, EVERYBODY, 8_192)) {
            for (int column = 0; column < row.size(); column++) {
                if (row.get(column) == Column.NULL) {
                    assertThat(table.columns().get(column).isNullable()).as("%s.%s", table.title(), table.columns().get(column)).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ShopTable.class)
    void textsAreInTheirVocabulary(ShopTable table)
    {
        Shop shop = new Shop(TINY);
        List<List<Long>> rows = read(table, EVERYBODY, 8_192);
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            if (column.kind() == Column.Kind.TEXT) {
                int index = i;
                int size = column.vocabulary(shop).size();
                assertThat(rows.stream().map(row -> row.get(index)).filter(value -> value != Column.NULL)).as(column.name()).allMatch(value -> value >= 0 && value < size);
            }
        }
    }

    private static List<List<Long>> read(ShopTable table, List<UserRange> users, int batch)
    {
        TableReader reader = new TableReader(new Shop(TINY), table, table.columns(), users);
        List<List<Long>> rows = new ArrayList<>();
        while (!reader.isFinished()) {
            int count = reader.read(batch);
            for (int row = 0; row < count; row++) {
                int at = row;
                rows.add(IntStream.range(0, table.columns().size()).mapToObj(column -> reader.values(column)[at]).toList());
            }
        }
        return rows;
    }

    private static String summary(List<List<Long>> rows)
    {
        long checksum = 0;
        for (List<Long> row : rows) {
            for (long value : row) {
                checksum = Dice.mix(checksum + value);
            }
        }
        return "%s rows, %016x".formatted(rows.size(), checksum);
    }
}
