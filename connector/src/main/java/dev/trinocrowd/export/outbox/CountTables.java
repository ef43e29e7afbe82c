package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.ChunkedSet;
import dev.trinocrowd.algebra.FamilySource;
import dev.trinocrowd.algebra.IdSet;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.KeyValue;
import dev.trinocrowd.catalog.CatalogCache;
import dev.trinocrowd.catalog.KeyCoder;
import dev.trinocrowd.catalog.KeyColumn;
import dev.trinocrowd.catalog.KeyType;
import dev.trinocrowd.catalog.Snapshot;
import dev.trinocrowd.catalog.TableEntry;
import dev.trinocrowd.catalog.TableStore;
import dev.trinocrowd.export.caps.MemberCounts;
import dev.trinocrowd.storage.CommitConflictException;
import dev.trinocrowd.storage.EncodedKey;
import dev.trinocrowd.storage.FileStore;
import dev.trinocrowd.storage.TableWriter;
import dev.trinocrowd.storage.WrittenBucket;
import io.trino.filesystem.Location;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/// Counts of members as crowd tables: of each age in days, and of each part of it, a set for each binary digit of the counts. What a member got
/// is the sum over the parts.
final class CountTables
{
    static final int BUCKETS = 64;

    private static final List<KeyColumn> KEYS = ImmutableList.of(
            new KeyColumn("age", KeyType.of(KeyType.Kind.SMALLINT), Optional.empty()),
            new KeyColumn("part", KeyType.of(KeyType.Kind.INTEGER), Optional.empty()),
            new KeyColumn("digit", KeyType.of(KeyType.Kind.TINYINT), Optional.empty()));

    private final FileStore files;
    private final CatalogCache cache;
    private final Location catalog;
    private final String folder;
    private final Clock clock;

    /// @param folder of all tables of a destination, relative to the catalog's
    CountTables(FileStore files, CatalogCache cache, Location catalog, String folder, Clock clock)
    {
        this.files = requireNonNull(files, "files is null");
        this.cache = requireNonNull(cache, "cache is null");
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.folder = requireNonNull(folder, "folder is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    private TableEntry entry(UUID id)
    {
        return new TableEntry(id, folder + "/" + id, KEYS, "member", Optional.empty(), BUCKETS, Optional.empty(), Map.of());
    }

    private TableStore store(TableEntry table)
    {
        return new TableStore(files, cache, catalog, table, clock);
    }

    TableWriter writer(UUID table, long maxBytes)
    {
        return store(entry(table)).insertWriter(Optional.empty(), maxBytes);
    }

    static void write(TableWriter writer, long age, int part, MemberCounts counts)
    {
        for (int digit = 0; digit < counts.digits(); digit++) {
            EncodedKey key = KeyCoder.encode(KeyTuple.of(KeyValue.of(age), KeyValue.of((long) part), KeyValue.of((long) digit)));
            counts.forEach(digit, member -> writer.add(key, member));
        }
    }

    /// Makes a table of what was written. Once and for all: what was made before stays.
    ///
    /// @param day of age 0
    CountLayer create(UUID table, List<WrittenBucket> written, long day)
    {
        TableEntry entry = entry(table);
        Snapshot snapshot;
        try {
            snapshot = store(entry).create(written);
        }
        catch (CommitConflictException _) {
            // An earlier run got as far as here.
            snapshot = store(entry).latest();
        }
        return new CountLayer(entry, snapshot.version(), snapshot.rows(), day);
    }

    void deleteQuietly(UUID table)
    {
        files.deleteFolderQuietly(catalog.appendPath(folder).appendPath(table.toString()));
    }

    /// Deletes what a crash has left: tables to which nothing leads.
    ///
    /// @param before tables with a file that is younger may be about to be committed, and stay
    void deleteOrphans(Set<UUID> known, Instant before)
    {
        Location tables = catalog.appendPath(folder);
        for (Location found : files.listFolders(tables)) {
            Optional<UUID> id = FileStore.folderId(found);
            if (id.isEmpty() || known.contains(id.orElseThrow())) {
                continue;
            }
            if (files.list(tables.appendPath(id.orElseThrow().toString())).stream().allMatch(file -> file.lastModified().isBefore(before))) {
                deleteQuietly(id.orElseThrow());
            }
        }
    }

    /// A layer to read from. Not for several threads.
    Reader read(CountLayer layer)
    {
        return new Reader(layer, store(layer.table()).openPinned(layer.version()));
    }

    record Reader(CountLayer layer, Snapshot snapshot)
    {
        /// The days of which a bucket has something.
        TreeSet<Long> days(int bucket)
        {
            TreeSet<Long> days = new TreeSet<>();
            FamilySource family = snapshot.bucket(bucket).family(_ -> true);
            for (int i = 0; i < family.size(); i++) {
                days.add(day(family.key(i)));
            }
            return days;
        }

        private long day(KeyTuple key)
        {
            return layer.day() - value(key, 0);
        }

        private static long value(KeyTuple key, int column)
        {
            return ((KeyValue.Whole) key.value(column)).value();
        }

        /// What the members of a bucket got on a day.
        MemberCounts counts(int bucket, long day)
        {
            FamilySource family = snapshot.bucket(bucket).family(key -> day(key) == day);
            SortedMap<Long, ChunkedSet[]> parts = new TreeMap<>();
            for (int i = 0; i < family.size(); i++) {
                parts.computeIfAbsent(value(family.key(i), 1), _ -> none())[(int) value(family.key(i), 2)] = family.set(i);
            }
            MemberCounts counts = MemberCounts.EMPTY;
            for (ChunkedSet[] digits : parts.values()) {
                counts = counts.plus(MemberCounts.ofDigits(List.of(digits)));
            }
            return counts;
        }

        /// A set for each digit that there can be.
        private static ChunkedSet[] none()
        {
            ChunkedSet[] sets = new ChunkedSet[Integer.SIZE - 1];
            Arrays.fill(sets, IdSet.EMPTY);
            return sets;
        }
    }
}
