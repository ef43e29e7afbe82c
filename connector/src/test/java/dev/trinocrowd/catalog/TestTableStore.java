package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.storage.CommitConflictException;
import dev.trinocrowd.storage.ExclusiveCommitter;
import dev.trinocrowd.storage.FileStore;
import dev.trinocrowd.storage.LinkCommitter;
import dev.trinocrowd.storage.WrittenBucket;
import io.trino.filesystem.Location;
import io.trino.filesystem.local.LocalFileSystem;
import io.trino.filesystem.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static dev.trinocrowd.catalog.TableFixture.deletes;
import static dev.trinocrowd.catalog.TableFixture.entry;
import static dev.trinocrowd.catalog.TableFixture.inserts;
import static dev.trinocrowd.catalog.TableFixture.key;
import static dev.trinocrowd.catalog.TableFixture.minus;
import static dev.trinocrowd.catalog.TableFixture.read;
import static dev.trinocrowd.catalog.TableFixture.rows;
import static dev.trinocrowd.catalog.TableFixture.unfilteredInserts;
import static dev.trinocrowd.catalog.TableFixture.union;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestTableStore
{
    private static final Location LOCATION = Location.of("memory:///crowd");

    private final FileStore files = new FileStore(new MemoryFileSystem(), new ExclusiveCommitter());

    private TableStore table(TableEntry entry)
    {
        return table(files, entry);
    }

    private static TableStore table(FileStore files, TableEntry entry)
    {
        return new TableStore(files, new CatalogCache(1 << 20, 8 << 20), LOCATION, entry, Clock.systemUTC());
    }

    private TableStore newTable(int buckets)
    {
        TableStore table = table(entry(buckets));
        table.create(List.of());
        return table;
    }

    @Test
    void anySequenceOfChangesGivesTheRowsOfSets()
    {
        for (int seed = 0; seed < 60; seed++) {
            checkChanges(seed, 25);
        }
    }

    @Test
    @Tag("nightly")
    void anyLongSequenceOfChangesGivesTheRowsOfSets()
    {
        IntStream.range(1_000, 3_000).parallel().forEach(seed -> checkChanges(seed, 60));
    }

    /// Changes of all kinds, many of them against a snapshot that is no longer the latest.
    private void checkChanges(int seed, int steps)
    {
        Random random = new Random(seed);
        TableEntry entry = entry(1 + random.nextInt(3));
        FileStore seedFiles = new FileStore(new MemoryFileSystem(), new ExclusiveCommitter());
        TableStore table = table(seedFiles, entry);
        Map<KeyTuple, NavigableSet<Long>> model = randomRows(random);
        List<Snapshot> snapshots = new ArrayList<>();
        Map<Long, Map<KeyTuple, NavigableSet<Long>>> history = new TreeMap<>();
        Snapshot latest = table.create(unfilteredInserts(table, model));
        model = union(model, Map.of());
        snapshots.add(latest);
        history.put(latest.version(), model);
        for (int step = 0; step < steps; step++) {
            if (random.nextInt(5) == 0) {
                // a reader that has seen nothing
                table = table(seedFiles, entry);
            }
            Snapshot base = snapshots.get(Math.max(0, snapshots.size() - 1 - random.nextInt(3)));
            Map<KeyTuple, NavigableSet<Long>> rows = randomRows(random);
            Map<KeyTuple, NavigableSet<Long>> other = randomRows(random);
            // what a statement deletes it has read
            Map<KeyTuple, NavigableSet<Long>> present = history.get(base.version());
            Map<KeyTuple, NavigableSet<Long>> deleted = minus(rows, minus(rows, present));
            Map<KeyTuple, NavigableSet<Long>> expected = model;
            try {
                switch (random.nextInt(12)) {
                    case 0, 1, 2, 3 -> {
                        expected = union(model, rows);
                        latest = table.append(base, inserts(table, base, rows));
                    }
                    case 4, 5 -> {
                        expected = minus(model, deleted);
                        latest = table.deleteMembers(base, deletes(table, base, deleted));
                    }
                    case 6 -> {
                        Set<KeyTuple> keys = rows.keySet();
                        Map<KeyTuple, NavigableSet<Long>> dropped = new TreeMap<>(model);
                        dropped.keySet().removeAll(keys);
                        expected = dropped;
                        latest = table.deleteKeys(base, keys);
                    }
                    case 7 -> {
                        expected = union(minus(model, deleted), other);
                        latest = table.merge(base, ImmutableList.<WrittenBucket>builder().addAll(deletes(table, base, deleted)).addAll(unfilteredInserts(table, other)).build());
                    }
                    case 8 -> latest = table.compact(random.nextBoolean() ? Long.MAX_VALUE : 200);
                    case 9 -> {
                        expected = union(rows, Map.of());
                        latest = table.replace(unfilteredInserts(table, rows));
                    }
                    case 10 -> {
                        long version = new ArrayList<>(history.keySet()).get(random.nextInt(history.size()));
                        expected = history.get(version);
                        latest = table.rollback(version);
                    }
                    default -> {
                        // two writers of one statement, which know nothing of each other
                        expected = union(union(model, rows), other);
                        latest = table.append(base, ImmutableList.<WrittenBucket>builder().addAll(inserts(table, base, rows)).addAll(inserts(table, base, other)).build());
                    }
                }
                model = expected;
            }
            catch (CommitConflictException _) {
                assertThat(base.version()).as("a change of the latest snapshot has no conflict").isLessThan(table.latest().version());
                latest = table.latest();
            }
            assertThat(read(latest).equals(model)).as("seed %s, step %s", seed, step).isTrue();
            snapshots.add(latest);
            history.put(latest.version(), model);
        }
        TableStore reopened = table(seedFiles, entry);
        history.forEach((version, rows) -> assertThat(read(reopened.open(version))).as("seed %s, version %s", seed, version).isEqualTo(rows));
        assertThat(reopened.history().stream().map(SnapshotInfo::version)).containsExactlyElementsOf(new TreeMap<>(history).descendingKeySet());
        checkDifferences(reopened, history, random);
    }

    private static void checkDifferences(TableStore table, Map<Long, Map<KeyTuple, NavigableSet<Long>>> history, Random random)
    {
        List<Long> versions = new ArrayList<>(history.keySet());
        for (int i = 0; i < 3; i++) {
            long from = versions.get(random.nextInt(versions.size()));
            long to = versions.get(random.nextInt(versions.size()));
            Map<KeyTuple, NavigableSet<Long>> entered = new TreeMap<>();
            Map<KeyTuple, NavigableSet<Long>> left = new TreeMap<>();
            for (SetChange change : table.changes(from, to)) {
                entered.computeIfAbsent(change.key(), _ -> new TreeSet<>()).addAll(TableFixture.ids(change.entered()));
                left.computeIfAbsent(change.key(), _ -> new TreeSet<>()).addAll(TableFixture.ids(change.left()));
            }
            assertThat(union(entered, Map.of())).isEqualTo(minus(history.get(to), history.get(from)));
            assertThat(union(left, Map.of())).isEqualTo(minus(history.get(from), history.get(to)));
        }
    }

    private static Map<KeyTuple, NavigableSet<Long>> randomRows(Random random)
    {
        Map<KeyTuple, NavigableSet<Long>> rows = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            NavigableSet<Long> ids = rows.computeIfAbsent(key("k" + random.nextInt(4)), _ -> new TreeSet<>());
            for (int j = random.nextInt(12); j > 0; j--) {
                ids.add(((long) random.nextInt(4) << 16) | random.nextInt(8));
            }
            if (random.nextInt(8) == 0) {
                for (long id = 0; id < 5_000; id++) {
                    ids.add(id);
                }
            }
        }
        rows.values().removeIf(NavigableSet::isEmpty);
        return rows;
    }

    @Test
    void appendsOfManyKeysAreCountedFromFooters()
    {
        TableStore table = newTable(2);
        Map<KeyTuple, NavigableSet<Long>> rows = new TreeMap<>();
        for (int i = 0; i < 5_000; i++) {
            rows.put(key("key " + i), new TreeSet<>(List.of((long) i, (long) i << 16)));
        }
        Snapshot first = table.append(table.latest(), inserts(table, table.latest(), rows));
        assertThat(read(first)).isEqualTo(rows);
        Snapshot second = table.deleteKeys(first, Set.of(key("key 7"), key("key 8"), key("key 4000")));
        assertThat(read(second)).hasSize(4_997);
        assertThat(read(table.append(first, inserts(table, first, rows("key 9", 1, 2, 3)))).get(key("key 9"))).containsExactly(1L, 2L, 3L, 9L, 9L << 16);
    }

    @Test
    void sameRowsAgainMakeNoVersion()
    {
        TableStore table = newTable(4);
        Snapshot first = table.append(table.latest(), inserts(table, table.latest(), rows("vip", 1, 2, 3)));
        Snapshot second = table.append(first, inserts(table, first, rows("vip", 1, 2, 3)));
        assertThat(second.version()).isEqualTo(first.version());
    }

    @Test
    void lostInsertIsAConflict()
    {
        TableStore table = newTable(1);
        Snapshot base = table.append(table.latest(), inserts(table, table.latest(), rows("vip", 1, 2, 3)));
        List<WrittenBucket> again = inserts(table, base, rows("vip", 2));
        table.deleteMembers(base, deletes(table, base, rows("vip", 2)));
        assertThatThrownBy(() -> table.append(base, again))
                .isInstanceOf(CommitConflictException.class)
                .hasMessage(
                        "The table was changed by version 3 (delete), after version 2 that was read: rows that were not inserted, because they were there, have been deleted. Nothing was changed; run the statement again");
    }

    @Test
    void deletesOfDifferentKeysDoNotConflict()
    {
        TableStore table = newTable(1);
        Snapshot base = table.append(table.latest(), inserts(table, table.latest(), union(rows("a", 1, 2), rows("b", 1, 2))));
        List<WrittenBucket> deletes = deletes(table, base, rows("a", 1));
        table.deleteMembers(base, deletes(table, base, rows("b", 1)));
        assertThat(read(table.deleteMembers(base, deletes))).isEqualTo(union(rows("a", 2), rows("b", 2)));
        assertThatThrownBy(() -> table.deleteKeys(base, Set.of(key("a")))).isInstanceOf(CommitConflictException.class);
    }

    @Test
    void compactionDoesNotDisturbOthers()
    {
        TableStore table = newTable(1);
        table.append(table.latest(), inserts(table, table.latest(), rows("a", 1, 2)));
        Snapshot base = table.append(table.latest(), inserts(table, table.latest(), rows("a", 3, 4)));
        List<WrittenBucket> deletes = deletes(table, base, rows("a", 1, 3));
        List<WrittenBucket> inserts = inserts(table, base, rows("a", 4, 5));
        Snapshot compacted = table.compact(Long.MAX_VALUE);
        assertThat(compacted.totals().files()).isEqualTo(1);
        table.deleteMembers(base, deletes);
        // 4 was there and still is, but the writer cannot know
        assertThatThrownBy(() -> table.append(base, inserts)).isInstanceOf(CommitConflictException.class);
        assertThat(read(table.latest())).isEqualTo(rows("a", 2, 4));
        Snapshot clean = table.compact(Long.MAX_VALUE);
        assertThat(clean.totals().files()).isEqualTo(1);
        assertThat(clean.totals().removedRows()).isZero();
        assertThat(read(clean)).isEqualTo(rows("a", 2, 4));
    }

    @Test
    void emptiedTableIsCompactedToNothing()
    {
        TableStore table = newTable(2);
        Snapshot base = table.append(table.latest(), inserts(table, table.latest(), rows("a", 1, 2)));
        table.deleteMembers(base, deletes(table, base, rows("a", 1, 2)));
        assertThat(table.latest().rows()).isZero();
        assertThat(table.latest().keys()).isEmpty();
        assertThat(table.compact(Long.MAX_VALUE).totals().files()).isZero();
    }

    @Test
    void timesAscendAndFindTheirVersions()
    {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        TableEntry entry = entry(1);
        TableStore table = new TableStore(files, new CatalogCache(1 << 20, 8 << 20), LOCATION, entry, Clock.fixed(now, ZoneOffset.UTC));
        table.create(List.of());
        for (int i = 0; i < 25; i++) {
            table.append(table.latest(), inserts(table, table.latest(), rows("a", i)));
        }
        for (int i = 0; i <= 25; i++) {
            assertThat(table(entry).asOf(now.plusNanos(i * 1_000L)).version()).isEqualTo(i + 1);
        }
        assertThat(table.asOf(now.plusSeconds(1)).version()).isEqualTo(26);
        assertThatThrownBy(() -> table.asOf(now.minusNanos(1_000)))
                .isInstanceOf(CatalogException.class)
                .hasMessage("The history of the table does not reach back to 2025-12-31T23:59:59.999999Z");
        assertThatThrownBy(() -> table.open(27)).hasMessage("The table has no version 27: expected one from 1 to 26 that is in its history");
    }

    @Test
    void tornTipIsNotCommitted()
    {
        TableEntry entry = entry(1);
        TableStore table = table(entry);
        table.create(List.of());
        Snapshot base = table.append(table.latest(), inserts(table, table.latest(), rows("a", 1)));
        Location torn = LOCATION.appendPath(entry.folder()).appendPath("_log/0000000000000000003.json");
        files.commit(torn, "{\"format\":1,\"ver".getBytes(StandardCharsets.US_ASCII));
        assertThat(table(entry).latest().version()).isEqualTo(2);
        Snapshot next = table(entry).append(base, inserts(table, base, rows("a", 2)));
        assertThat(next.version()).isEqualTo(4);
        assertThat(read(table(entry).latest())).isEqualTo(rows("a", 1, 2));
        assertThat(table(entry).history().stream().map(SnapshotInfo::version)).containsExactly(4L, 2L, 1L);
        assertThatThrownBy(() -> table(entry).open(3)).isInstanceOf(CatalogException.class);
        assertThat(table(entry).asOf(base.time()).version()).isEqualTo(2);
    }

    @Test
    void expiredSnapshotsAreGoneAndTheOthersStay()
    {
        TableEntry entry = entry(1);
        TableStore table = table(entry);
        table.create(List.of());
        for (int i = 0; i < 30; i++) {
            Snapshot base = table.latest();
            table.append(base, inserts(table, base, rows("a", i)));
            if (i % 7 == 6) {
                table.compact(Long.MAX_VALUE);
            }
        }
        assertThatThrownBy(() -> table.expire(Duration.ofHours(1), TableStore.MINIMUM_AGE))
                .isInstanceOf(CatalogException.class)
                .hasMessage("expected an age of at least PT24H, found PT1H: what is younger may be in use");
        assertThat(table.expire(Duration.ofHours(24), TableStore.MINIMUM_AGE)).isZero();
        Map<KeyTuple, NavigableSet<Long>> rows = read(table.latest());
        int before = files.list(LOCATION).size();
        assertThat(table.expire(Duration.ZERO, Duration.ZERO)).isPositive();
        assertThat(files.list(LOCATION)).hasSizeLessThan(before);
        TableStore reopened = table(entry);
        assertThat(read(reopened.latest())).isEqualTo(rows);
        assertThat(reopened.removeOrphans(Duration.ZERO, Duration.ZERO)).isZero();
        assertThatThrownBy(() -> reopened.open(5)).isInstanceOf(CatalogException.class);
        Snapshot base = reopened.latest();
        reopened.append(base, inserts(reopened, base, rows("a", 100)));
        for (SnapshotInfo info : reopened.history()) {
            read(table(entry).open(info.version()));
        }
    }

    @Test
    void orphansAreFilesThatNoSnapshotHas()
    {
        TableStore table = newTable(1);
        Snapshot base = table.latest();
        inserts(table, base, rows("a", 1));
        table.append(base, inserts(table, base, rows("b", 1)));
        assertThat(table.removeOrphans(Duration.ofHours(24), TableStore.MINIMUM_AGE)).isZero();
        assertThat(table.removeOrphans(Duration.ofNanos(1), Duration.ZERO)).isOne();
        assertThat(read(table.latest())).isEqualTo(rows("b", 1));
    }

    @Test
    void sixteenWritersLoseNothingInMemory()
            throws Exception
    {
        checkWriters(LOCATION, files, 16, 6);
    }

    @Test
    void sixteenWritersLoseNothingOnADisk(@TempDir Path folder)
            throws Exception
    {
        checkWriters(Location.of("local:///crowd"), new FileStore(new LocalFileSystem(folder), new LinkCommitter(folder)), 16, 6);
    }

    private static void checkWriters(Location location, FileStore files, int writers, int inserts)
            throws Exception
    {
        TableEntry entry = entry(2);
        TableStore creator = new TableStore(files, new CatalogCache(1 << 20, 8 << 20), location, entry, Clock.systemUTC());
        creator.create(List.of());
        try (ExecutorService executor = Executors.newFixedThreadPool(writers)) {
            List<Future<Map<KeyTuple, NavigableSet<Long>>>> futures = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                long first = writer;
                futures.add(executor.submit(() -> {
                    // as on a node of its own
                    TableStore table = new TableStore(files, new CatalogCache(1 << 20, 8 << 20), location, entry, Clock.systemUTC());
                    Map<KeyTuple, NavigableSet<Long>> all = new TreeMap<>();
                    for (int i = 0; i < inserts; i++) {
                        Map<KeyTuple, NavigableSet<Long>> rows = union(rows("shared", i, i + 1, first << 16 | i), rows("own " + first, i));
                        Snapshot base = table.latest();
                        table.append(base, TableFixture.inserts(table, base, rows));
                        all = union(all, rows);
                    }
                    return all;
                }));
            }
            Map<KeyTuple, NavigableSet<Long>> expected = Map.of();
            for (Future<Map<KeyTuple, NavigableSet<Long>>> future : futures) {
                expected = union(expected, future.get());
            }
            assertThat(read(creator.latest())).isEqualTo(expected);
            List<SnapshotInfo> history = creator.history();
            assertThat(history).hasSizeLessThanOrEqualTo(writers * inserts + 1);
            for (int i = 1; i < history.size(); i++) {
                assertThat(history.get(i).time()).isBefore(history.get(i - 1).time());
            }
        }
    }
}
