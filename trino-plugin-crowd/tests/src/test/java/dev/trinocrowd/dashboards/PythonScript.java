package dev.trinocrowd.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import static java.util.Objects.requireNonNull;

/// Runs a script of `docker` by the Python of `CROWD_PYTHON`, or else the one on the path.
final class PythonScript
{
    private PythonScript()
    {}

    record Result(int exitCode, String out, String err)
    {
        Result
        {
            requireNonNull(out, "out is null");
            requireNonNull(err, "err is null");
        }
    }

    static Result run(Path script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException
    {
        List<String> command = new ArrayList<>(List.of(Optional.ofNullable(System.getenv("CROWD_PYTHON")).orElse("python3"), "-B", script.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("python", ".out");
        Path err = Files.createTempFile("python", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("%s did not end".formatted(script));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        }
        finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
