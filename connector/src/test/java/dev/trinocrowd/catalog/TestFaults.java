package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.storage.ExclusiveCommitter;
import dev.trinocrowd.storage.FaultyFileSystem;
import dev.trinocrowd.storage.FaultyFileSystem.Fault;
import dev.trinocrowd.storage.FileStore;
import dev.trinocrowd.storage.TestingCommitters;
import dev.trinocrowd.storage.WrittenBucket;
import io.trino.filesystem.Location;
import io.trino.filesystem.local.LocalFileSystem;
import io.trino.filesystem.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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

/// A failure, and a crash, at every call to the filesystem, before and after it is done: what was committed stays, what was not is not seen,
/// and the next statement works.
final class TestFaults
{
    private static final Map<KeyTuple, NavigableSet<Long>> BEFORE = union(union(rows("vip", 1, 2, 3, 1L << 40), rows("city", 4, 5, 2)), rows("old", 9));

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes the rows
    enum TableChange
    {
        APPEND(union(BEFORE, rows("vip", 3, 77)))
        {
            @Override
            void run(TableStore table)
            {
                Snapshot base = table.latest();
                table.append(base, inserts(table, base, rows("vip", 3, 77)));
            }
        },
        DELETE_MEMBERS(minus(BEFORE, rows("vip", 3, 1)))
        {
            @Override
            void run(TableStore table)
            {
                Snapshot base = table.latest();
                table.deleteMembers(base, deletes(table, base, rows("vip", 3, 1)));
            }
        },
        DELETE_KEYS(minus(BEFORE, rows("city", 4, 5, 2)))
        {
            @Override
            void run(TableStore table)
            {
                table.deleteKeys(table.latest(), Set.of(key("city")));
            }
        },
        MERGE(union(minus(BEFORE, rows("vip", 3)), rows("vip", 8)))
        {
            @Override
            void run(TableStore table)
            {
                Snapshot base = table.latest();
                table.merge(base, ImmutableList.<WrittenBucket>builder().addAll(deletes(table, base, rows("vip", 3))).addAll(unfilteredInserts(table, rows("vip", 8))).build());
            }
        },
        TRUNCATE(Map.of())
        {
            @Override
            void run(TableStore table)
            {
                table.truncate();
            }
        },
        REPLACE(rows("new", 6))
        {
            @Override
            void run(TableStore table)
            {
                table.replace(unfilteredInserts(table, rows("new", 6)));
            }
        },
        ROLLBACK(rows("vip", 1, 2))
        {
            @Override
            void run(TableStore table)
            {
                table.rollback(2);
            }
        },
        COMPACT(BEFORE)
        {
            @Override
            void run(TableStore table)
            {
                table.compact(Long.MAX_VALUE);
            }
        },
        EXPIRE(BEFORE)
        {
            @Override
            void run(TableStore table)
            {
                table.expire(Duration.ZERO, Duration.ZERO);
            }
        },
        REMOVE_ORPHANS(BEFORE)
        {
            @Override
            void run(TableStore table)
            {
                table.removeOrphans(Duration.ZERO, Duration.ZERO);
            }
        };

        private final Map<KeyTuple, NavigableSet<Long>> after;

        TableChange(Map<KeyTuple, NavigableSet<Long>> after)
        {
            this.after = after;
        }

        abstract void run(TableStore table);
    }

    /// A place for tables, and a way to look at it as another process would.
    private record Place(FaultyFileSystem fileSystem, FileStore files, Location location)
    {
        TableStore open(TableEntry entry)
        {
            return new TableStore(files, new CatalogCache(1 << 20, 1 << 20), location, entry, Clock.systemUTC());
        }

        SchemaStore schemas()
        {
            return new SchemaStore(files, new CatalogCache(1 << 20, 1 << 20), location, Clock.systemUTC(), () -> Duration.ZERO);
        }
    }

    private static Place inMemory()
    {
        FaultyFileSystem fileSystem = new FaultyFileSystem(new MemoryFileSystem());
        return new Place(fileSystem, new FileStore(fileSystem, new ExclusiveCommitter()), Location.of("memory:///crowd"));
    }

    private static Place onDisk(Path folder)
    {
        try {
            Path root = Files.createTempDirectory(folder, "root");
            FaultyFileSystem fileSystem = new FaultyFileSystem(new LocalFileSystem(root));
            return new Place(fileSystem, new FileStore(fileSystem, TestingCommitters.link(root, fileSystem)), Location.of("local:///crowd"));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(TableChange.class)
    void tableSurvivesFailuresInAnObjectStore(TableChange change)
    {
        checkTable(change, TestFaults::inMemory, 0, 4);
    }

    @Test
    void appendSurvivesFailuresOnADisk(@TempDir Path folder)
    {
        checkTable(TableChange.APPEND, () -> onDisk(folder), 2, 3);
    }

    @ParameterizedTest
    @EnumSource(TableChange.class)
    @Tag("nightly")
    void tableSurvivesFailuresOnADisk(TableChange change, @TempDir Path folder)
    {
        checkTable(change, () -> onDisk(folder), 0, 4);
    }

    /// @param variants of which each call fails from the first to before the last: 0 dies late, 1 fails late, 2 dies early, 3 fails early
    private static void checkTable(TableChange change, Supplier<Place> places, int firstVariant, int variants)
    {
        TableEntry entry = entry(2);
        Place dryRun = places.get();
        prepare(dryRun.open(entry));
        TableStore dryTable = dryRun.open(entry);
        dryRun.fileSystem.disarm();
        change.run(dryTable);
        int calls = dryRun.fileSystem.calls();
        assertThat(calls).isGreaterThan(2);
        assertThat(read(dryRun.open(entry).latest())).isEqualTo(change.after);
        for (int call = 0; call < calls; call++) {
            for (int variant = firstVariant; variant < variants; variant++) {
                Fault fault = new Fault(call, variant % 2 == 0, variant / 2 == 0);
                Place place = places.get();
                prepare(place.open(entry));
                checkTable(change, place, entry, fault);
            }
        }
    }

    private static void prepare(TableStore table)
    {
        table.create(List.of());
        Snapshot first = table.append(table.latest(), inserts(table, table.latest(), rows("vip", 1, 2)));
        Snapshot second = table.append(first, inserts(table, first, BEFORE));
        Snapshot third = table.append(second, inserts(table, second, rows("vip", 50)));
        Snapshot last = table.deleteMembers(third, deletes(table, third, rows("vip", 50)));
        assertThat(read(last)).isEqualTo(BEFORE);
        // what a failed write leaves behind
        inserts(table, last, rows("orphan", 1));
    }

    private static void checkTable(TableChange change, Place place, TableEntry entry, Fault fault)
    {
        TableStore table = place.open(entry);
        place.fileSystem.arm(fault);
        boolean isDone = false;
        try {
            change.run(table);
            isDone = true;
        }
        catch (RuntimeException e) {
            assertThat(e).as("%s", fault).hasStackTraceContaining("injected");
        }
        place.fileSystem.disarm();
        Map<KeyTuple, NavigableSet<Long>> found = read(place.open(entry).latest());
        if (isDone || !found.equals(BEFORE)) {
            assertThat(found).as("%s", fault).isEqualTo(change.after);
        }
        // the same process, or another, goes on
        TableStore next = fault.dies() ? place.open(entry) : table;
        Snapshot base = next.latest();
        next.append(base, inserts(next, base, rows("next", 1, 2)));
        Map<KeyTuple, NavigableSet<Long>> expected = union(found, rows("next", 1, 2));
        assertThat(read(place.open(entry).latest())).as("%s", fault).isEqualTo(expected);
        next.removeOrphans(Duration.ZERO, Duration.ZERO);
        next.expire(Duration.ZERO, Duration.ZERO);
        assertThat(read(place.open(entry).latest())).as("%s", fault).isEqualTo(expected);
        assertThat(place.files.list(place.location).stream().filter(file -> file.location().fileName().endsWith(".crowd")))
                .as("%s", fault)
                .hasSize((int) place.open(entry).latest().totals().files());
    }

    enum SchemaChange
    {
        CREATE_SCHEMA
        {
            @Override
            void run(SchemaStore schemas)
            {
                schemas.createSchema("added", Optional.of("a comment"), Map.of());
            }
        },
        DROP_SCHEMA
        {
            @Override
            void run(SchemaStore schemas)
            {
                schemas.dropSchema("app", true);
            }
        },
        RENAME_SCHEMA
        {
            @Override
            void run(SchemaStore schemas)
            {
                schemas.renameSchema("app", "renamed");
            }
        },
        CREATE_TABLE
        {
            @Override
            void run(SchemaStore schemas)
            {
                TestFaults.createTable(schemas, "added", rows("a", 1, 2), false);
            }
        },
        REPLACE_TABLE
        {
            @Override
            void run(SchemaStore schemas)
            {
                TestFaults.createTable(schemas, "crowds", rows("b", 3), true);
            }
        },
        DROP_TABLE
        {
            @Override
            void run(SchemaStore schemas)
            {
                schemas.dropTable("app", "crowds");
            }
        },
        RENAME_TABLE
        {
            @Override
            void run(SchemaStore schemas)
            {
                schemas.renameTable("app", "crowds", "people");
            }
        },
        CREATE_VIEW
        {
            @Override
            void run(SchemaStore schemas)
            {
                schemas.createView("app", "seen", new ViewEntry("SELECT 1"), false);
            }
        };

        abstract void run(SchemaStore schemas);
    }

    private static void createTable(SchemaStore schemas, String name, Map<KeyTuple, NavigableSet<Long>> rows, boolean replace)
    {
        TableEntry entry = schemas.newTable("app", name, entry(2));
        schemas.createTable("app", name, entry, unfilteredInserts(schemas.table(entry), rows), replace);
    }

    @ParameterizedTest
    @EnumSource(SchemaChange.class)
    void schemaSurvivesFailures(SchemaChange change)
    {
        Place dryRun = inMemory();
        prepare(dryRun.schemas());
        String before = describe(dryRun.schemas());
        dryRun.fileSystem.disarm();
        change.run(dryRun.schemas());
        int calls = dryRun.fileSystem.calls();
        String after = describe(dryRun.schemas());
        assertThat(after).isNotEqualTo(before);
        for (int call = 0; call < calls; call++) {
            for (int variant = 0; variant < 4; variant++) {
                Fault fault = new Fault(call, variant % 2 == 0, variant / 2 == 0);
                Place place = inMemory();
                prepare(place.schemas());
                checkSchema(change, place, fault, before, after);
            }
        }
    }

    private static void prepare(SchemaStore schemas)
    {
        schemas.createSchema("app", Optional.empty(), Map.of());
        createTable(schemas, "crowds", BEFORE, false);
        schemas.createView("app", "everybody", new ViewEntry("SELECT 2"), false);
    }

    private static void checkSchema(SchemaChange change, Place place, Fault fault, String before, String after)
    {
        place.fileSystem.arm(fault);
        boolean isDone = false;
        try {
            change.run(place.schemas());
            isDone = true;
        }
        catch (RuntimeException e) {
            assertThat(e).as("%s", fault).hasStackTraceContaining("injected");
        }
        place.fileSystem.disarm();
        String found = describe(place.schemas());
        assertThat(found).as("%s", fault).isIn(isDone ? List.of(after) : List.of(before, after));
        // Names that the change was about can be used again, and what it left behind does not come back.
        for (String schema : List.of("app", "added", "renamed")) {
            if (place.schemas().find(schema).isEmpty()) {
                place.schemas().createSchema(schema, Optional.of("later"), Map.of());
            }
        }
        place.schemas().removeOrphans(Duration.ZERO, Duration.ZERO);
        String later = describe(place.schemas());
        found.lines().forEach(line -> assertThat(later).as("%s", fault).contains(line));
        assertThat(place.schemas().schemas()).containsExactly("added", "app", "renamed");
    }

    private static String describe(SchemaStore schemas)
    {
        StringBuilder description = new StringBuilder();
        for (String name : schemas.schemas()) {
            SchemaInfo schema = schemas.schema(name);
            description.append("%s %s views %s\n".formatted(name, schema.comment(), schema.views().keySet()));
            schema.tables().forEach((table, entry) -> description.append("%s.%s %s\n".formatted(name, table, read(schemas.table(entry).latest()))));
        }
        return description.toString();
    }

    @ParameterizedTest
    @EnumSource(TableChange.class)
    void aFullStoreTakesNothing(TableChange change)
    {
        checkFull(change, TestFaults::inMemory);
    }

    @Test
    void aFullDiskTakesNothing(@TempDir Path folder)
    {
        checkFull(TableChange.MERGE, () -> onDisk(folder));
    }

    /// With room for no write, for one, and so on, until there is enough.
    private static void checkFull(TableChange change, Supplier<Place> places)
    {
        TableEntry entry = entry(2);
        boolean isDone = false;
        for (int room = 0; !isDone; room++) {
            Place place = places.get();
            prepare(place.open(entry));
            TableStore table = place.open(entry);
            place.fileSystem.fillAfter(room);
            try {
                change.run(table);
                isDone = true;
            }
            catch (RuntimeException e) {
                assertThat(e).as("room for %s writes", room).hasStackTraceContaining("No space left on device");
            }
            Map<KeyTuple, NavigableSet<Long>> expected = isDone ? change.after : BEFORE;
            assertThat(read(place.open(entry).latest())).as("room for %s writes", room).isEqualTo(expected);
            place.fileSystem.free();
            Snapshot base = table.latest();
            table.append(base, inserts(table, base, rows("next", 1, 2)));
            assertThat(read(place.open(entry).latest())).as("room for %s writes", room).isEqualTo(union(expected, rows("next", 1, 2)));
        }
    }
}
