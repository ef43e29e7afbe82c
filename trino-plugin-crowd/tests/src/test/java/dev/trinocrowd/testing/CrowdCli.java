package dev.trinocrowd.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static java.util.Objects.requireNonNull;

/// Runs `bin/crowd` as a user does: a process with its own output.
public final class CrowdCli
{
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private CrowdCli()
    {}

    public record Result(int exitCode, String out, String err)
    {
        public Result
        {
            requireNonNull(out, "out is null");
            requireNonNull(err, "err is null");
        }
    }

    public static ProcessBuilder command(String... arguments)
    {
        List<String> command = new ArrayList<>();
        command.add(ProjectFiles.root().resolve("bin/crowd").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // The JDK that runs the tests runs what they test.
        builder.environment().put("CROWD_JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    public static Result run(String... arguments)
    {
        return run(Map.of(), "", arguments);
    }

    public static Result run(Map<String, String> environment, String input, String... arguments)
    {
        try {
            ProcessBuilder builder = command(arguments);
            builder.environment().putAll(environment);
            Path out = Files.createTempFile("crowd", ".out");
            Path err = Files.createTempFile("crowd", ".err");
            try {
                Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
                try (var standardInput = process.outputWriter()) {
                    standardInput.write(input);
                }
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("bin/crowd %s did not end within %s".formatted(List.of(arguments), PATIENCE));
                }
                return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            }
            finally {
                Files.delete(out);
                Files.delete(err);
            }
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
