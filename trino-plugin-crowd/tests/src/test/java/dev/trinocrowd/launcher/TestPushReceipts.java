package dev.trinocrowd.launcher;

import dev.trinocrowd.testing.CrowdCli;
import dev.trinocrowd.testing.CrowdCli.Result;
import dev.trinocrowd.testing.RealServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// From an export table to the sink, and back as a table of receipts.
final class TestPushReceipts
{
    private static final String RECEIPTS = "(idempotency_key varchar, user_id bigint, event varchar, event_time timestamp(6), message varchar)";
    private static final String EXPORT = """
            CREATE SCHEMA crowd.%1$s;
            CREATE TABLE crowd.%1$s.letters (user_id bigint, send_at timestamp(6), title varchar) WITH (destination = 'push');
            INSERT INTO crowd.%1$s.letters SELECT user_id, TIMESTAMP '2026-01-01 20:00:00', IF(user_id %% 4 > 0, 'Come back') FROM shop.tiny.users;
            ALTER TABLE crowd.%1$s.letters EXECUTE deliver;
            CREATE SCHEMA IF NOT EXISTS warehouse.%1$s;
            CREATE TABLE warehouse.%1$s.receipts %2$s WITH (external_location = 'local:///receipts', format = 'JSON');
            """;

    @TempDir
    private Path temporary;

    @Test
    void whatTheDestinationAcceptedIsWhatReceiptsAreAbout()
    {
        sql(EXPORT.formatted("receipts_test", RECEIPTS));
        assertThat(sql("""
                SELECT sum(accepted), sum(rejected) FROM crowd.receipts_test."letters$runs";
                SELECT count_if(event IN ('delivered', 'failed')), count_if(event = 'failed' AND message IS NOT NULL), count(DISTINCT user_id),
                       count_if(event_time < TIMESTAMP '2026-01-01 20:00:00')
                FROM warehouse.receipts_test.receipts
                WHERE idempotency_key IN (SELECT idempotency_key FROM crowd.receipts_test."letters$deliveries");
                SELECT DISTINCT e.message
                FROM crowd.receipts_test."letters$deliveries"
                CROSS JOIN UNNEST(exceptions) AS e (user_id, message)
                """)).isEqualTo("""
                _col0,_col1
                1500,500
                _col0,_col1,_col2,_col3
                1500,60,1500,0
                message
                "title must be a text, found null"
                """);
        sql("DROP SCHEMA crowd.receipts_test CASCADE; DROP SCHEMA warehouse.receipts_test CASCADE");
    }

    @Test
    void receiptsOfAnotherPlatformCanBeLoaded()
            throws IOException
    {
        Path file = Files.writeString(temporary.resolve("receipts.csv"), """
                idempotency_key,user_id,event,event_time,message
                letters-1,7,delivered,2026-01-01 20:00:31,
                letters-1,7,opened,2026-01-01 20:12:00,
                letters-1,8,failed,2026-01-01 20:00:02,the app is not installed any more
                """);
        Result load = RealServer.shared().crowd("load", file.toString(), "--table", "warehouse.loaded_receipts.receipts");
        assertThat(load.exitCode()).isZero();
        sql("CREATE TABLE warehouse.loaded_receipts.expected " + RECEIPTS);
        assertThat(sql("SHOW COLUMNS FROM warehouse.loaded_receipts.receipts")).isEqualTo(sql("SHOW COLUMNS FROM warehouse.loaded_receipts.expected"));
        assertThat(sql("SELECT event, count(*), count(message) FROM warehouse.loaded_receipts.receipts GROUP BY event ORDER BY event"))
                .isEqualTo("event,_col1,_col2\ndelivered,1,0\nfailed,1,1\nopened,1,0\n");
        sql("DROP SCHEMA warehouse.loaded_receipts CASCADE");
    }

    @Test
    void theDemoHasAPlatformToPushTo()
            throws IOException
    {
        Path examples = Files.createDirectory(temporary.resolve("examples"));
        Files.writeString(examples.resolve("01.sql"),
                EXPORT.formatted("demo", RECEIPTS) + "SELECT 'reached' AS what, count(DISTINCT user_id) AS people FROM warehouse.demo.receipts;");
        Result result = CrowdCli.run("demo", "--once", "--port", "0", "--heap", "1G", "--data", temporary.resolve("data").toString(), "--examples", examples.toString());
        assertThat(result.out()).contains("reached |   1500");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void theSinkSaysWhereItIsAndHowToDeclareIt()
            throws IOException, InterruptedException
    {
        Path receipts = temporary.resolve("receipts");
        Process sink = CrowdCli.command("sink", "--port", "0", "--receipts", receipts.toString()).redirectErrorStream(true).start();
        try (BufferedReader out = sink.inputReader(); HttpClient client = HttpClient.newHttpClient()) {
            String ready = out.readLine();
            assertThat(ready).startsWith("ready http://127.0.0.1:").endsWith("/push");
            out.readLine();
            StringBuilder declaration = new StringBuilder();
            while (declaration.isEmpty() || !declaration.toString().endsWith("\n}\n")) {
                declaration.append(out.readLine()).append('\n');
            }
            URI url = URI.create(ready.substring("ready ".length()));
            assertThat(declaration.toString()).isEqualTo("""
                    {
                      "push" : {
                        "kind" : "http",
                        "url" : "%s",
                        "idempotency" : {
                          "header" : "Idempotency-Key"
                        },
                        "answers" : {
                          "message" : "/message",
                          "rows" : {
                            "list" : "/failed",
                            "index" : "/index",
                            "message" : "/message"
                          }
                        }
                      }
                    }
                    """.formatted(url));
            HttpRequest call = HttpRequest.newBuilder(url).header("Idempotency-Key", "a").POST(BodyPublishers.ofString("[{\"user_id\": 1, \"title\": \"Come back\"}]")).build();
            assertThat(client.send(call, BodyHandlers.ofString()).body()).isEqualTo("{\"failed\":[],\"taken\":1}");
            try (Stream<Path> files = Files.list(receipts)) {
                assertThat(files).hasSize(1);
            }
        }
        finally {
            sink.destroy();
            assertThat(sink.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String sql(String script)
    {
        Result result = RealServer.shared().crowd("sql", "--csv", "-e", script);
        assertThat(result.err()).isEmpty();
        return result.out();
    }
}
