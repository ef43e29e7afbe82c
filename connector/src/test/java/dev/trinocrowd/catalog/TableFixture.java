package dev.trinocrowd.catalog;

import dev.trinocrowd.algebra.ChunkedSet;
import dev.trinocrowd.algebra.FamilySource;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.KeyValue;
import dev.trinocrowd.storage.KeyCount;
import dev.trinocrowd.storage.TableWriter;
import dev.trinocrowd.storage.WrittenBucket;
import org.roaringbitmap.CharIterator;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/// What the tests of tables share: rows as a map of keys to ids, and both ways between it and a table.
final class TableFixture
{
    private TableFixture()
    {}

    static TableEntry entry(int buckets)
    {
        UUID id = UUID.randomUUID();
        return new TableEntry(id, "app/" + id, List.of(new KeyColumn("crowd", KeyType.parse("varchar"), Optional.empty())), "user_id", Optional.empty(), buckets, Optional.empty(),
                Map.of());
    }

    static KeyTuple key(String text)
    {
        return KeyTuple.of(KeyValue.of(text));
    }

    static Map<KeyTuple, NavigableSet<Long>> rows(String key, long... ids)
    {
        Map<KeyTuple, NavigableSet<Long>> rows = new TreeMap<>();
        rows.put(key(key), new TreeSet<>(Arrays.stream(ids).boxed().toList()));
        return rows;
    }

    static List<WrittenBucket> write(TableWriter writer, Map<KeyTuple, NavigableSet<Long>> rows)
    {
        try (writer) {
            rows.forEach((key, ids) -> ids.forEach(id -> writer.add(KeyCoder.encode(key), id)));
            return writer.finish();
        }
    }

    static List<WrittenBucket> inserts(TableStore table, Snapshot base, Map<KeyTuple, NavigableSet<Long>> rows)
    {
        return write(table.insertWriter(Optional.of(base), 1 << 20), rows);
    }

    static List<WrittenBucket> unfilteredInserts(TableStore table, Map<KeyTuple, NavigableSet<Long>> rows)
    {
        return write(table.insertWriter(Optional.empty(), 1 << 20), rows);
    }

    static List<WrittenBucket> deletes(TableStore table, Snapshot base, Map<KeyTuple, NavigableSet<Long>> rows)
    {
        return write(table.deleteWriter(base, 1 << 20), rows);
    }

    /// Reads a snapshot, and checks that all that it says of itself is true.
    static Map<KeyTuple, NavigableSet<Long>> read(Snapshot snapshot)
    {
        Map<KeyTuple, NavigableSet<Long>> rows = new TreeMap<>();
        long count = 0;
        for (int bucket : snapshot.buckets()) {
            FamilySource family = snapshot.bucket(bucket).family(_ -> true);
            for (int i = 0; i < family.size(); i++) {
                ChunkedSet set = family.set(i);
                NavigableSet<Long> ids = ids(set);
                assertThat(set.cardinality()).isEqualTo(ids.size());
                assertThat(ids.isEmpty()).isFalse();
                assertThat(ids.first()).isGreaterThanOrEqualTo(snapshot.minId().orElseThrow());
                assertThat(ids.last()).isLessThanOrEqualTo(snapshot.maxId().orElseThrow());
                rows.computeIfAbsent(family.key(i), _ -> new TreeSet<>()).addAll(ids);
                count += ids.size();
            }
        }
        assertThat(snapshot.rows()).isEqualTo(count);
        Map<KeyTuple, Long> counts = new HashMap<>();
        for (KeyCount keyCount : snapshot.keyCounts()) {
            counts.put(KeyCoder.decode(keyCount.key()), keyCount.count());
        }
        Map<KeyTuple, Long> expected = new HashMap<>();
        rows.forEach((key, ids) -> expected.put(key, (long) ids.size()));
        assertThat(counts).isEqualTo(expected);
        assertThat(snapshot.keys()).containsExactlyElementsOf(rows.keySet());
        return rows;
    }

    static NavigableSet<Long> ids(ChunkedSet set)
    {
        NavigableSet<Long> ids = new TreeSet<>();
        for (int i = 0; i < set.chunkCount(); i++) {
            if (set.containerAt(i).getCardinality() != set.cardinalityAt(i) || set.cardinalityAt(i) == 0) {
                throw new AssertionError("chunk %s has another cardinality than it says".formatted(i));
            }
            CharIterator iterator = set.containerAt(i).getCharIterator();
            while (iterator.hasNext()) {
                ids.add(set.chunkAt(i) << 16 | iterator.next());
            }
        }
        return ids;
    }

    static Map<KeyTuple, NavigableSet<Long>> union(Map<KeyTuple, NavigableSet<Long>> left, Map<KeyTuple, NavigableSet<Long>> right)
    {
        Map<KeyTuple, NavigableSet<Long>> union = copy(left);
        right.forEach((key, ids) -> union.computeIfAbsent(key, _ -> new TreeSet<>()).addAll(ids));
        union.values().removeIf(NavigableSet::isEmpty);
        return union;
    }

    static Map<KeyTuple, NavigableSet<Long>> minus(Map<KeyTuple, NavigableSet<Long>> left, Map<KeyTuple, NavigableSet<Long>> right)
    {
        Map<KeyTuple, NavigableSet<Long>> rest = copy(left);
        right.forEach((key, ids) -> rest.computeIfPresent(key, (_, present) -> {
            present.removeAll(ids);
            return present;
        }));
        rest.values().removeIf(NavigableSet::isEmpty);
        return rest;
    }

    private static Map<KeyTuple, NavigableSet<Long>> copy(Map<KeyTuple, NavigableSet<Long>> rows)
    {
        Map<KeyTuple, NavigableSet<Long>> copy = new TreeMap<>();
        rows.forEach((key, ids) -> copy.put(key, new TreeSet<>(ids)));
        return copy;
    }
}
