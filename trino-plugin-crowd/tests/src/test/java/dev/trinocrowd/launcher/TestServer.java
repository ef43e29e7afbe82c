package dev.trinocrowd.launcher;

import dev.trinocrowd.testing.CrowdCli;
import dev.trinocrowd.testing.CrowdCli.Result;
import dev.trinocrowd.testing.RealServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

final class TestServer
{
    @TempDir
    private Path temporary;

    @Test
    void answersByJdbcWithThePluginsFunctions()
            throws SQLException
    {
        try (Connection connection = RealServer.shared().connect();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT steps(true, false, true)")) {
            assertThat(results.next()).isTrue();
            assertThat(results.getInt(1)).isEqualTo(5);
        }
    }

    @Test
    void hasTheCatalogsOfTheContract()
            throws SQLException
    {
        List<String> catalogs = new ArrayList<>();
        try (Connection connection = RealServer.shared().connect();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SHOW CATALOGS")) {
            while (results.next()) {
                catalogs.add(results.getString(1));
            }
        }
        assertThat(catalogs).containsExactly("crowd", "memory", "shop", "system", "warehouse");
    }

    @Test
    void externalTablesReadFilesUnderTheWarehouse()
            throws IOException, SQLException
    {
        Path directory = Files.createDirectories(RealServer.shared().data().resolve("warehouse/outside"));
        Files.writeString(directory.resolve("a.csv"), "1,x\n2,y\n");
        try (Connection connection = RealServer.shared().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA warehouse.outside_test");
            statement.execute("CREATE TABLE warehouse.outside_test.t (a varchar, b varchar) WITH (format = 'CSV', external_location = 'local:///outside')");
            try (ResultSet results = statement.executeQuery("SELECT count(*), max(b) FROM warehouse.outside_test.t")) {
                assertThat(results.next()).isTrue();
                assertThat(results.getLong(1)).isEqualTo(2);
                assertThat(results.getString(2)).isEqualTo("y");
            }
            statement.execute("DROP SCHEMA warehouse.outside_test CASCADE");
        }
    }

    @Test
    void exportsOfFilesLeaveIntoTheDataDirectoryAndNotAmongTheTables()
            throws IOException, SQLException
    {
        try (Connection connection = RealServer.shared().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA crowd.exports_test");
            statement.execute("CREATE TABLE crowd.exports_test.letters (user_id bigint, title varchar) WITH (destination = 'files')");
            statement.execute("INSERT INTO crowd.exports_test.letters VALUES (7, 'Your cart misses you')");
            statement.execute("ALTER TABLE crowd.exports_test.letters EXECUTE deliver");
            statement.execute("DROP SCHEMA crowd.exports_test CASCADE");
        }
        Path data = RealServer.shared().data();
        try (Stream<Path> files = Files.walk(data.resolve("exports/exports_test"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".csv")))
                    .singleElement().satisfies(file -> assertThat(file).hasContent("\"user_id\",\"title\"\n7,\"Your cart misses you\""));
        }
        assertThat(data.resolve("crowd/exports")).doesNotExist();
    }

    @Test
    void sigtermStopsItWithinTenSecondsAndTakesItsRecordAway()
            throws InterruptedException
    {
        Path data = temporary.resolve("data");
        RealServer server = RealServer.start(data);
        assertThat(data.resolve("server.json")).isRegularFile();
        long pid = server.process().pid();

        server.process().destroy();

        assertThat(server.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(server.process().exitValue()).isEqualTo(143);
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(data.resolve("server.json")).doesNotExist();
    }

    @Test
    void survivesTheKillingOfAnEarlierServerAndAddsTheUsersCatalogs()
            throws IOException, InterruptedException
    {
        Path data = temporary.resolve("data");
        RealServer first = RealServer.start(data);
        first.process().destroyForcibly().waitFor();
        assertThat(data.resolve("server.json")).as("what the killed server left").isRegularFile();
        Path catalogs = Files.createDirectory(temporary.resolve("catalogs"));
        Files.writeString(catalogs.resolve("mine.properties"), "connector.name=memory\n");

        try (RealServer second = RealServer.start(data, "--catalogs", catalogs.toString())) {
            Result result = CrowdCli.run("sql", "--data", data.toString(), "--csv", "-e", "SHOW SCHEMAS FROM mine");
            assertThat(result.err()).isEmpty();
            assertThat(result.out()).isEqualTo("Schema\ndefault\ninformation_schema\n");
            assertThat(second.url()).isNotEqualTo(first.url());
        }
    }

    @Test
    void saysWhichPortIsTaken()
            throws IOException
    {
        Path data = temporary.resolve("data");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertFails(
                    "The port %s on 127.0.0.1 cannot be used (Address already in use): stop what listens there, or give another with --port.\n".formatted(taken.getLocalPort()),
                    "--port", Integer.toString(taken.getLocalPort()), "--data", data.toString());
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void saysThatTheDataDirectoryCannotBeWritten()
            throws IOException
    {
        // Permission bits do not bind root, a path below a file does.
        Path data = Files.writeString(temporary.resolve("file"), "").resolve("data");
        Result result = CrowdCli.run("server", "--port", "0", "--data", data.toString());
        assertThat(result.err()).startsWith("The data directory " + data + " cannot be written (").endsWith("): give one that can with --data.\n");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void refusesADataDirectoryInUse()
    {
        Path data = RealServer.shared().data();
        assertFails("The data directory %s is in use by another server: stop that one, or give another directory with --data.\n".formatted(data), "--port", "0", "--data",
                data.toString());
    }

    @Test
    void refusesAHeapThatIsNoSize()
    {
        assertFails("--heap takes a size such as 2G or 1500M, not 'much'.\n", "--port", "0", "--heap", "much", "--data", temporary.resolve("data").toString());
    }

    @Test
    void refusesAMissingDirectoryOfCatalogs()
    {
        Path catalogs = temporary.resolve("none");
        assertFails("--catalogs names %s, which is not a directory.\n".formatted(catalogs), "--port", "0", "--catalogs", catalogs.toString(), "--data",
                temporary.resolve("data").toString());
    }

    @Test
    void refusesACatalogWithTheNameOfItsOwn()
            throws IOException
    {
        Path file = Files.writeString(temporary.resolve("warehouse.properties"), "connector.name=memory\n");
        assertFails(
                "The catalog file %s has the name of the catalog 'warehouse' that Crowd brings itself: give it another name.\n".formatted(file),
                "--port", "0", "--catalogs", temporary.toString(), "--data", temporary.resolve("data").toString());
    }

    @Test
    void refusesAMissingFileOfDestinations()
    {
        Path file = temporary.resolve("none.json");
        assertFails("--destinations names %s, which is not a file.\n".formatted(file), "--port", "0", "--destinations", file.toString(), "--data",
                temporary.resolve("data").toString());
    }

    @Test
    void saysWhyTheServerDidNotStart()
            throws IOException
    {
        Path catalogs = Files.createDirectory(temporary.resolve("catalogs"));
        Files.writeString(catalogs.resolve("mine.properties"), "connector.name=no_such_connector\n");
        Result result = CrowdCli.run("server", "--port", "0", "--heap", "1G", "--data", temporary.resolve("data").toString(), "--catalogs", catalogs.toString());
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("The server did not start: ").contains("no_such_connector").contains("server.log");
    }

    @Test
    void saysWhatToInstallIfTheJdkIsNotTheRightOne()
    {
        Path fake = temporary.resolve("jdk");
        Result result = CrowdCli.run(Map.of("CROWD_JAVA_HOME", fake.toString()), "", "server");
        assertThat(result.err()).isEqualTo("crowd: CROWD_JAVA_HOME is %s, which is not a JDK 25: let it name one, for example Eclipse Temurin 25, or unset it.\n".formatted(fake));
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void saysWhatItExpectsIfTheJdkIsAnOldOne()
            throws IOException
    {
        Path old = Files.createDirectories(temporary.resolve("jdk/bin")).getParent();
        for (String tool : List.of("java", "javac")) {
            assertThat(Files.writeString(old.resolve("bin").resolve(tool), "#!/bin/sh\n").toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        Result result = CrowdCli.run(Map.of("CROWD_JAVA_HOME", old.toString()), "", "sql", "-e", "SELECT 1");
        assertThat(result.err()).startsWith("crowd: CROWD_JAVA_HOME is " + old + ", which is not a JDK 25: ");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    private static void assertFails(String sentence, String... options)
    {
        List<String> arguments = new ArrayList<>(List.of("server"));
        arguments.addAll(List.of(options));
        Result result = CrowdCli.run(arguments.toArray(String[]::new));
        assertThat(result.err()).isEqualTo(sentence);
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
    }
}
