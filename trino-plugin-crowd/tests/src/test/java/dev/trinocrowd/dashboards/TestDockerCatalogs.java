package dev.trinocrowd.dashboards;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import dev.trinocrowd.plugin.CrowdPlugin;
import io.trino.Session;
import io.trino.plugin.hive.HivePlugin;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import static com.google.common.collect.Maps.fromProperties;
import static io.trino.testing.TestingSession.testSessionBuilder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The catalogs of `docker/trino/catalog`, and the PostgreSQL beside them, without Docker.
///
/// Trino's PostgreSQL connector is not published for Maven. Its catalog file is held against the others of the compose
/// file here; the database itself is a real PostgreSQL of the same version, and what it holds is brought into the
/// engine, where the example query runs over it.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "PostgreSQL's binaries are fetched for Linux on amd64 only")
final class TestDockerCatalogs
{
    private static final Map<String, String> PASSWORDS = ImmutableMap.of("POSTGRES_SALES_PASSWORD", "it's", "POSTGRES_METABASE_PASSWORD", "other");

    @TempDir
    private static Path directory;

    private static EmbeddedPostgres postgres;
    private static DistributedQueryRunner queryRunner;

    @BeforeAll
    static void start()
            throws Exception
    {
        postgres = EmbeddedPostgres.builder().setCleanDataDirectory(true).start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE sales");
        }
        try (Connection connection = postgres.getDatabase("postgres", "sales").getConnection(); Statement statement = connection.createStatement()) {
            for (String file : new String[] {"01_roles.sql", "02_sales.sql"}) {
                for (String sql : DashboardTables.statements(withVariables(DockerFiles.read("postgres/init/" + file)))) {
                    statement.execute(sql);
                }
            }
        }
        queryRunner = DistributedQueryRunner.builder(testSessionBuilder().build()).setWorkerCount(0).build();
        queryRunner.installPlugin(new MemoryPlugin());
        queryRunner.installPlugin(new HivePlugin());
        queryRunner.installPlugin(new CrowdPlugin());
        for (String name : List.of("shop", "memory", "crowd", "warehouse")) {
            ImmutableMap.Builder<String, String> properties = ImmutableMap.builder();
            catalog(name).forEach((key, value) -> {
                if (!key.equals("connector.name")) {
                    properties.put(key, value.replace("/data/trino", directory.toString()).replace("/etc/trino", DockerFiles.path("trino").toString()));
                }
            });
            queryRunner.createCatalog(name, catalog(name).get("connector.name"), properties.buildOrThrow());
        }
        queryRunner.createCatalog("postgres", "memory");
        queryRunner.execute("CREATE SCHEMA postgres.public");
        queryRunner.execute("CREATE TABLE postgres.public.store_orders (order_id bigint, user_id bigint, store varchar, ordered_at timestamp(6), amount decimal(10, 2))");
    }

    @AfterAll
    static void stop()
            throws IOException
    {
        if (queryRunner != null) {
            queryRunner.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void everyCatalogIsOneOfTheImage()
            throws IOException
    {
        try (Stream<Path> files = Files.list(DockerFiles.path("trino/catalog"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("shop.properties", "memory.properties", "crowd.properties",
                    "warehouse.properties", "postgres.properties");
        }
    }

    @Test
    void tablesOfTheWarehouseAndOfCrowdsAreWrittenAndRead()
    {
        queryRunner.execute("CREATE SCHEMA warehouse.test");
        queryRunner.execute("CREATE TABLE warehouse.test.users AS SELECT user_id, registered_at FROM shop.tiny.users WHERE user_id <= 10");
        queryRunner.execute("CREATE SCHEMA crowd.test");
        queryRunner.execute("CREATE TABLE crowd.test.first AS SELECT user_id FROM warehouse.test.users");
        assertThat(queryRunner.execute("SELECT count(*) FROM crowd.test.first").getOnlyValue()).isEqualTo(10L);
        assertThat(directory.resolve("warehouse")).isDirectory();
        assertThat(directory.resolve("crowd")).isDirectory();
    }

    @Test
    void exportsGoIntoFilesBesideTheCrowds()
            throws IOException
    {
        queryRunner.execute("CREATE SCHEMA crowd.exports");
        queryRunner.execute("CREATE TABLE crowd.exports.first (user_id bigint) WITH (destination = 'files')");
        queryRunner.execute("INSERT INTO crowd.exports.first SELECT user_id FROM shop.tiny.users WHERE user_id <= 10");
        queryRunner.execute("ALTER TABLE crowd.exports.first EXECUTE deliver");
        try (Stream<Path> files = Files.walk(directory.resolve("exports"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".csv")).flatMap(TestDockerCatalogs::lines).filter(line -> line.matches("\\d+"))).hasSize(10);
        }
    }

    @Test
    void theCatalogOfPostgresFitsTheComposeFile()
    {
        Map<String, String> catalog = catalog("postgres");
        assertThat(catalog).containsOnlyKeys("connector.name", "connection-url", "connection-user", "connection-password");
        assertThat(catalog.get("connection-url")).isEqualTo("jdbc:postgresql://postgres:5432/" + DockerFiles.compose().at("/services/postgres/environment/POSTGRES_DB").asText());
        assertThat(DockerFiles.compose().at("/services/trino/environment").has(catalog.get("connection-password").replaceAll("^\\$\\{ENV:(\\w+)}$", "$1"))).isTrue();
        assertThat(DockerFiles.compose().at("/services/postgres/image").asText() + ".0").endsWith(postgresVersion());
    }

    @Test
    void salesMayReadAndNotWrite()
            throws SQLException
    {
        try (Connection connection = sales(); Statement statement = connection.createStatement()) {
            ResultSet result = statement.executeQuery("SELECT count(*), min(user_id), max(user_id), count(*) FILTER (WHERE user_id <= 2000), sum(amount) FROM store_orders");
            assertThat(result.next()).isTrue();
            assertThat(List.of(result.getLong(1), result.getLong(2), result.getLong(3))).containsExactly(20000L, 1L, 99999L);
            assertThat(result.getLong(4)).isBetween(4000L, 5000L);
            // The same on every machine.
            assertThat(result.getString(5)).isEqualTo("2105174.84");
            assertThatThrownBy(() -> statement.execute("DELETE FROM store_orders")).hasMessageContaining("permission denied");
        }
    }

    @Test
    void metabaseOwnsItsDatabase()
            throws SQLException
    {
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%s/metabase".formatted(postgres.getPort()), "metabase",
                PASSWORDS.get("POSTGRES_METABASE_PASSWORD"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE of_its_own (x integer)");
        }
    }

    @Test
    void theExampleJoinsThreeCatalogs()
            throws SQLException
    {
        List<String> rows = new ArrayList<>();
        try (Connection connection = sales();
                ResultSet result = connection.createStatement()
                        .executeQuery("SELECT order_id, user_id, store, ordered_at, amount FROM store_orders WHERE user_id <= 2000 ORDER BY order_id")) {
            while (result.next()) {
                rows.add("(%s, %s, '%s', TIMESTAMP '%s', DECIMAL '%s')".formatted(result.getLong(1), result.getLong(2), result.getString(3), result.getString(4),
                        result.getString(5)));
            }
        }
        for (List<String> part : Lists.partition(rows, 1000)) {
            queryRunner.execute("INSERT INTO postgres.public.store_orders VALUES " + String.join(", ", part));
        }
        MaterializedResult answer = null;
        Session session = queryRunner.getDefaultSession();
        for (String sql : DashboardTables.statements(DockerFiles.read("postgres/example.sql"))) {
            answer = queryRunner.execute(session, sql);
        }
        assertThat(answer.getMaterializedRows()).hasSize(5).allSatisfy(row -> assertThat((Long) row.getField(1)).isPositive());
        // The same people, without the crowd. Only customers of the small shop were brought into the engine.
        assertThat(answer.getMaterializedRows().stream().mapToLong(row -> (Long) row.getField(1)).sum())
                .isEqualTo(queryRunner
                        .execute("SELECT count(DISTINCT user_id) FROM postgres.public.store_orders WHERE ordered_at >= TIMESTAMP '2025-10-01 00:00:00'")
                        .getOnlyValue());
    }

    private static Stream<String> lines(Path file)
    {
        try {
            return Files.readAllLines(file).stream();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String postgresVersion()
    {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            return "postgres:" + connection.getMetaData().getDatabaseProductVersion().replaceAll("[^\\d.].*", "") + ".0";
        }
        catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection sales()
            throws SQLException
    {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%s/sales".formatted(postgres.getPort()), "sales", PASSWORDS.get("POSTGRES_SALES_PASSWORD"));
    }

    private static Map<String, String> catalog(String name)
    {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(DockerFiles.read("trino/catalog/%s.properties".formatted(name))));
            return fromProperties(properties);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What psql does with `\getenv variable NAME` and `:'variable'`.
    private static String withVariables(String script)
    {
        StringBuilder sql = new StringBuilder();
        Properties variables = new Properties();
        for (String line : script.lines().toList()) {
            if (line.startsWith("\\getenv ")) {
                String[] words = line.split(" ", -1);
                variables.setProperty(words[1], "'" + PASSWORDS.get(words[2]).replace("'", "''") + "'");
            }
            else {
                sql.append(line).append('\n');
            }
        }
        String text = sql.toString();
        for (String variable : variables.stringPropertyNames()) {
            text = text.replace(":'" + variable + "'", variables.getProperty(variable));
        }
        return text;
    }
}
