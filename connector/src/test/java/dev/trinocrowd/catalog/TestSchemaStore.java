package dev.trinocrowd.catalog;

import dev.trinocrowd.storage.ExclusiveCommitter;
import dev.trinocrowd.storage.FileStore;
import dev.trinocrowd.storage.WrittenBucket;
import io.trino.filesystem.Location;
import io.trino.filesystem.memory.MemoryFileSystem;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static dev.trinocrowd.catalog.TableFixture.entry;
import static dev.trinocrowd.catalog.TableFixture.read;
import static dev.trinocrowd.catalog.TableFixture.rows;
import static dev.trinocrowd.catalog.TableFixture.unfilteredInserts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestSchemaStore
{
    private static final Location LOCATION = Location.of("memory:///crowd");

    private final FileStore files = new FileStore(new MemoryFileSystem(), new ExclusiveCommitter());

    private SchemaStore schemas()
    {
        return new SchemaStore(files, new CatalogCache(1 << 20, 1 << 20), LOCATION, Clock.systemUTC(), () -> Duration.ZERO);
    }

    private SchemaStore schemas(Instant now, Duration dropDelay)
    {
        return new SchemaStore(files, new CatalogCache(1 << 20, 1 << 20), LOCATION, Clock.fixed(now, ZoneOffset.UTC), () -> dropDelay);
    }

    private TableEntry createTable(String schema, String table, long... ids)
    {
        SchemaStore schemas = schemas();
        TableEntry entry = schemas.newTable(schema, table, entry(2));
        List<WrittenBucket> written = unfilteredInserts(schemas.table(entry), rows("vip", ids));
        schemas.createTable(schema, table, entry, WrittenBuckets.fromBytes(WrittenBuckets.toBytes(written)), false);
        return entry;
    }

    @Test
    void tablesAreFoundWithAllThatIsKnownOfThem()
    {
        schemas().createSchema("app", Optional.of("ours"), Map.of("owner", "me"));
        TableEntry entry = createTable("app", "crowds", 1, 2, 3);
        assertThat(schemas().schemas()).containsExactly("app");
        SchemaInfo schema = schemas().schema("app");
        assertThat(schema.comment()).contains("ours");
        assertThat(schema.properties()).containsExactly(Map.entry("owner", "me"));
        assertThat(schema.table("crowds")).contains(entry);
        assertThat(read(schemas().table(entry).latest())).isEqualTo(rows("vip", 1, 2, 3));
    }

    @Test
    void changesOfATableKeepItsRows()
    {
        schemas().createSchema("app", Optional.empty(), Map.of());
        createTable("app", "crowds", 1);
        schemas().renameTable("app", "crowds", "people");
        schemas().changeTable("app", "people",
                table -> table.withComment(Optional.of("who")).withMember("uid", Optional.of("an id")).withKeys(List.of(table.keys().getFirst().withName("name"))));
        SchemaInfo schema = schemas().schema("app");
        assertThat(schema.tables().keySet()).containsExactly("people");
        TableEntry entry = schema.table("people").orElseThrow();
        assertThat(entry.member()).isEqualTo("uid");
        assertThat(entry.keys().getFirst().name()).isEqualTo("name");
        assertThat(read(schemas().table(entry).latest())).isEqualTo(rows("vip", 1));
        assertThatThrownBy(() -> schemas().changeTable("app", "people", table -> entry(3))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void viewsAreChangedRenamedAndDropped()
    {
        schemas().createSchema("app", Optional.empty(), Map.of());
        createTable("app", "crowds", 1);
        schemas().createView("app", "seen", new ViewEntry("SELECT 1"), false);
        schemas().changeView("app", "seen", _ -> new ViewEntry("SELECT 2"));
        assertThatThrownBy(() -> schemas().renameView("app", "seen", "crowds")).isInstanceOf(CatalogException.class).hasMessage("Table 'app.crowds' exists already");
        schemas().renameView("app", "seen", "sight");
        assertThat(schemas().schema("app").views()).containsExactly(Map.entry("sight", new ViewEntry("SELECT 2")));
        assertThatThrownBy(() -> schemas().dropView("app", "seen")).isInstanceOf(CatalogException.class).hasMessage("View 'app.seen' does not exist");
        schemas().dropView("app", "sight");
        assertThat(schemas().schema("app").views()).isEmpty();
        assertThat(schemas().schema("app").tables()).containsOnlyKeys("crowds");
    }

    @Test
    void nameOfANewTableIsCheckedAtOnce()
    {
        schemas().createSchema("app", Optional.empty(), Map.of());
        assertThatThrownBy(() -> schemas().newTable("app", "x".repeat(256), entry(2)))
                .isInstanceOf(CatalogException.class)
                .hasMessage("The name of a table must have at most 255 characters, found 256");
    }

    @Test
    void droppedTableIsGoneWithItsFiles()
    {
        schemas().createSchema("app", Optional.empty(), Map.of());
        TableEntry entry = createTable("app", "crowds", 1);
        schemas().dropTable("app", "crowds");
        assertThat(schemas().schema("app").tables()).isEmpty();
        assertThat(files.list(LOCATION.appendPath(entry.folder()))).isEmpty();
        assertThatThrownBy(() -> schemas().table(entry).latest()).isInstanceOf(CatalogException.class);
        assertThatThrownBy(() -> schemas().dropTable("app", "crowds"))
                .isInstanceOf(CatalogException.class)
                .hasMessage("Table 'app.crowds' does not exist");
    }

    @Test
    void theFilesOfADroppedTableStayForThoseWhoReadIt()
    {
        Duration hour = Duration.ofHours(1);
        Instant now = Instant.now();
        schemas().createSchema("app", Optional.empty(), Map.of());
        TableEntry dropped = createTable("app", "crowds", 1);
        TableEntry replaced = createTable("app", "tags", 2);
        schemas(now, hour).dropTable("app", "crowds");
        TableEntry replacement = schemas().newTable("app", "tags", entry(2));
        schemas(now.plus(Duration.ofMinutes(30)), hour).createTable("app", "tags", replacement, List.of(), true);
        // Neither a change by somebody with less patience nor the removal of orphans, which are old, takes them away.
        schemas(now.plus(Duration.ofMinutes(59)), Duration.ZERO).createView("app", "seen", new ViewEntry("SELECT 1"), false);
        assertThat(schemas(now.plus(Duration.ofMinutes(59)), hour).removeOrphans(Duration.ZERO, Duration.ZERO)).isZero();
        assertThat(read(schemas().table(dropped).latest())).isEqualTo(rows("vip", 1));
        assertThat(read(schemas().table(replaced).latest())).isEqualTo(rows("vip", 2));
        assertThat(schemas().schema("app").tables().values()).containsExactly(replacement);
        // The next change of the schema does, as does the removal of orphans.
        schemas(now.plus(Duration.ofMinutes(61)), hour).dropView("app", "seen");
        assertThat(files.list(LOCATION.appendPath(dropped.folder()))).isEmpty();
        assertThat(read(schemas().table(replaced).latest())).isEqualTo(rows("vip", 2));
        assertThat(schemas(now.plus(Duration.ofMinutes(91)), hour).removeOrphans(Duration.ofDays(1), TableStore.MINIMUM_AGE)).isOne();
        assertThat(files.list(LOCATION.appendPath(replaced.folder()))).isEmpty();
        assertThat(read(schemas().table(replacement).latest())).isEmpty();
    }

    @Test
    void whatWasDroppedIsNotForgottenWithItsSchema()
    {
        Duration hour = Duration.ofHours(1);
        Instant now = Instant.now();
        schemas().createSchema("app", Optional.empty(), Map.of());
        TableEntry dropped = createTable("app", "crowds", 1);
        schemas(now, hour).dropSchema("app", true);
        schemas(now, hour).createSchema("app", Optional.empty(), Map.of());
        schemas(now, hour).renameSchema("app", "team");
        schemas(now, hour).createSchema("app", Optional.empty(), Map.of());
        assertThat(schemas(now, hour).removeOrphans(Duration.ZERO, Duration.ZERO)).isZero();
        assertThat(read(schemas().table(dropped).latest())).isEqualTo(rows("vip", 1));
        schemas(now.plus(hour), hour).createView("app", "seen", new ViewEntry("SELECT 1"), false);
        assertThat(files.list(LOCATION.appendPath(dropped.folder()))).isEmpty();
    }

    @Test
    void tablesAndViewsShareTheirNames()
    {
        schemas().createSchema("app", Optional.empty(), Map.of());
        createTable("app", "crowds", 1);
        schemas().createView("app", "seen", new ViewEntry("SELECT 1"), false);
        assertThatThrownBy(() -> schemas().createView("app", "crowds", new ViewEntry("SELECT 1"), true)).hasMessage("Table 'app.crowds' exists already");
        assertThatThrownBy(() -> schemas().renameTable("app", "crowds", "seen")).hasMessage("View 'app.seen' exists already");
        schemas().createView("app", "seen", new ViewEntry("SELECT 2"), true);
        schemas().renameView("app", "seen", "watched");
        schemas().changeView("app", "watched", view -> new ViewEntry(view.definition() + ", 3"));
        assertThat(schemas().schema("app").views()).containsExactly(Map.entry("watched", new ViewEntry("SELECT 2, 3")));
        schemas().dropView("app", "watched");
        assertThat(schemas().schema("app").views()).isEmpty();
    }

    @Test
    void schemaIsDroppedOnlyIfItIsEmptyOrAllIsToGo()
    {
        schemas().createSchema("app", Optional.empty(), Map.of());
        createTable("app", "crowds", 1);
        assertThatThrownBy(() -> schemas().dropSchema("app", false)).hasMessage("Schema 'app' is not empty: it has 1 tables and 0 views");
        schemas().dropSchema("app", true);
        assertThat(schemas().schemas()).isEmpty();
        assertThatThrownBy(() -> schemas().schema("app")).hasMessage("Schema 'app' does not exist");
        schemas().createSchema("app", Optional.empty(), Map.of());
        assertThat(schemas().schema("app").tables()).isEmpty();
        assertThatThrownBy(() -> schemas().createSchema("app", Optional.empty(), Map.of())).hasMessage("Schema 'app' exists already");
    }

    @Test
    void renamedSchemaKeepsItsTables()
    {
        schemas().createSchema("app", Optional.of("ours"), Map.of());
        TableEntry entry = createTable("app", "crowds", 1, 2);
        schemas().renameSchema("app", "team");
        assertThat(schemas().schemas()).containsExactly("team");
        // the old name is free, and what becomes of it does not matter
        schemas().createSchema("app", Optional.empty(), Map.of());
        schemas().dropSchema("app", true);
        assertThat(schemas().schema("team").table("crowds")).contains(entry);
        assertThat(read(schemas().table(entry).latest())).isEqualTo(rows("vip", 1, 2));
        assertThat(schemas().removeOrphans(Duration.ZERO, Duration.ZERO)).isZero();
        schemas().renameSchema("team", "app");
        assertThat(schemas().schemas()).containsExactly("app");
        assertThat(read(schemas().table(schemas().schema("app").table("crowds").orElseThrow()).latest())).isEqualTo(rows("vip", 1, 2));
    }

    @Test
    void namesDoNotLeadOutOfTheCatalog()
    {
        List<String> names = List.of("../up", "a/b", "_log", "Grün", "UPPER", "upper", "%41", "con.aux", "a b", "..");
        names.forEach(name -> schemas().createSchema(name, Optional.empty(), Map.of()));
        assertThat(schemas().schemas()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(files.list(LOCATION)).allMatch(file -> file.location().path().matches("crowd/[a-z0-9%_-]+/_log/\\d{19}\\.json"));
        assertThatThrownBy(() -> schemas().createSchema(" ", Optional.empty(), Map.of())).hasMessage("The name of a schema must not be empty");
        assertThatThrownBy(() -> schemas().createSchema("ü".repeat(100), Optional.empty(), Map.of()))
                .hasMessageContaining("is too long: it takes 600 bytes as a folder, at most 240 are possible");
    }

    @Test
    void pathsInManifestsMustBeThoseOfDataFiles()
    {
        TableEntry entry = entry(1);
        String file = "{\"path\":\"../../other/data/x.crowd\",\"kind\":\"MEMBERS\",\"bucket\":0,\"sequence\":1,\"summary\":null,\"rows\":0}";
        assertThatThrownBy(() -> Json.read("a manifest", file.getBytes(StandardCharsets.UTF_8), FileRecord.class)).hasMessageContaining("expected the path of a data file");
        assertThat(entry.folder()).startsWith("app/");
    }

    @Test
    void manyChangeOneSchemaAtATime()
            throws Exception
    {
        schemas().createSchema("app", Optional.empty(), Map.of());
        try (ExecutorService executor = Executors.newFixedThreadPool(16)) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                String name = "table_" + i;
                futures.add(executor.submit(() -> createTable("app", name, 1)));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        }
        assertThat(schemas().schema("app").tables().keySet()).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 32).mapToObj(i -> "table_" + i).toList());
    }

    @Test
    void foldersOfFailedTablesAreOrphans()
    {
        schemas().createSchema("app", Optional.empty(), Map.of());
        TableEntry kept = createTable("app", "crowds", 1);
        TableEntry lost = schemas().newTable("app", "lost", entry(1));
        unfilteredInserts(schemas().table(lost), rows("vip", 1));
        assertThat(schemas().removeOrphans(Duration.ofDays(1), TableStore.MINIMUM_AGE)).isZero();
        assertThat(schemas().removeOrphans(Duration.ZERO, Duration.ZERO)).isOne();
        assertThat(read(schemas().table(kept).latest())).isEqualTo(rows("vip", 1));
    }
}
