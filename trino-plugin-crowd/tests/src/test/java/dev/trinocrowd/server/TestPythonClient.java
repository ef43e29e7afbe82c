package dev.trinocrowd.server;

import dev.trinocrowd.testing.ProjectFiles;
import dev.trinocrowd.testing.RealServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The packaged server through the `trino` package of PyPI; `CROWD_PYTHON` names the interpreter that has it.
final class TestPythonClient
{
    private static final String PYTHON = Optional.ofNullable(System.getenv("CROWD_PYTHON")).orElse("python3");

    @BeforeAll
    static void clientIsInstalled()
            throws Exception
    {
        assumeTrue(run(List.of(PYTHON, "-c", "import trino")).exitCode() == 0,
                "skipped: %s has no package trino: pip install -r trino-plugin-crowd/tests/requirements.txt".formatted(PYTHON));
    }

    @Test
    void functionsAnswer()
            throws Exception
    {
        assertThat(query("SELECT funnel(t, 10, steps(e = 'a', e = 'b')) FROM (VALUES (BIGINT '1', 'a'), (5, 'b')) AS v (t, e)")).isEqualTo("[[2]]");
        assertThat(query("SELECT retention(ARRAY[true, false])")).isEqualTo("[[[true, false]]]");
        assertThat(query("SELECT rfm_segment(555)")).isEqualTo("[[\"Champions\"]]");
    }

    @Test
    void theShopAnswers()
            throws Exception
    {
        assertThat(query("SELECT count(*) FROM shop.tiny.users")).isEqualTo("[[2000]]");
    }

    private static String query(String sql)
            throws Exception
    {
        Run run = run(List.of(
                PYTHON,
                ProjectFiles.root().resolve("trino-plugin-crowd/tests/src/test/resources/python_client.py").toString(),
                RealServer.shared().url().getHost(),
                Integer.toString(RealServer.shared().url().getPort()),
                sql));
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output().strip();
    }

    private record Run(int exitCode, String output)
    {}

    private static Run run(List<String> command)
            throws InterruptedException
    {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Run(process.waitFor(), output);
        }
        catch (IOException e) {
            return new Run(-1, e.getMessage());
        }
    }
}
