package dev.trinocrowd.launcher;

import dev.trinocrowd.testing.CrowdCli;
import dev.trinocrowd.testing.CrowdCli.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

final class TestDemoCommand
{
    @TempDir
    private Path temporary;

    @Test
    void printsQuestionSqlAnswerAndTimeAndFailsIfAnExampleDoes()
            throws IOException
    {
        Path examples = Files.createDirectory(temporary.resolve("examples"));
        Files.writeString(examples.resolve("02-bad.sql"), "SELECT 1;\nSELECT nothing;\n");
        Files.writeString(examples.resolve("01-good.sql"),
                "-- How large is each part?\nSELECT part, share FROM (VALUES ('a', 0.5), ('b', 0.25)) AS t (part, share) ORDER BY part;\n");
        Result result = demo(examples);
        assertThat(result.out().replaceAll("\\d+\\.\\d\\d s", "0.00 s")).isEqualTo("""

                ── 01-good.sql ──

                How large is each part?

                  SELECT part, share FROM (VALUES ('a', 0.5), ('b', 0.25)) AS t (part, share) ORDER BY part

                part | share |
                -----+-------+------
                a    |  0.50 | ▇▇▇▇▇
                b    |  0.25 | ▇▇▇
                (2 rows)
                0.00 s

                ── 02-bad.sql ──


                  SELECT 1

                _col0
                -----
                    1
                (1 row)
                0.00 s


                  SELECT nothing

                02-bad.sql: line 2:8: Column 'nothing' cannot be resolved

                1 of 3 statements failed.
                """);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(ownServers()).isEmpty();
    }

    @Test
    void serverDiesWithADemoThatIsKilled()
            throws IOException, InterruptedException
    {
        Path examples = Files.createDirectory(temporary.resolve("examples"));
        Files.writeString(examples.resolve("01.sql"), "SELECT count(*) FROM events;\n");
        Process process = CrowdCli.command("demo", "--port", "0", "--heap", "1G", "--data", data(), "--examples", examples.toString()).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.contains("JDBC")) {
                line = output.readLine();
            }
            assertThat(line).contains("jdbc:trino://127.0.0.1:").contains("/shop/tiny");
            assertThat(ownServers()).hasSize(1);

            process.destroyForcibly().waitFor();
        }
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!ownServers().isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(Duration.ofMillis(100));
        }
        assertThat(ownServers()).isEmpty();
    }

    @Test
    void saysThatThereAreNoExamples()
    {
        Result result = demo(temporary);
        assertThat(result.err()).isEqualTo("The directory %s holds no example (*.sql).\n".formatted(temporary));
        assertThat(result.exitCode()).isEqualTo(1);
    }

    private Result demo(Path examples)
    {
        return CrowdCli.run("demo", "--once", "--port", "0", "--heap", "1G", "--data", data(), "--examples", examples.toString());
    }

    private String data()
    {
        return temporary.resolve("data").toString();
    }

    // The server's record names its process for as long as it runs.
    private List<ProcessHandle> ownServers()
            throws IOException
    {
        Path record = temporary.resolve("data/server.json");
        if (!Files.exists(record)) {
            return List.of();
        }
        String pid = Files.readString(record).replaceAll("(?s).*\"pid\" : (\\d+).*", "$1");
        return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).stream().toList();
    }
}
