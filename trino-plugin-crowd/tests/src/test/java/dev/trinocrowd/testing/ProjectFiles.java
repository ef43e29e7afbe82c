package dev.trinocrowd.testing;

import java.nio.file.Files;
import java.nio.file.Path;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Where the checkout and the data beside it are.
public final class ProjectFiles
{
    private ProjectFiles()
    {}

    public static Path root()
    {
        return Path.of(requireNonNull(System.getProperty("crowd.root"), "the system property crowd.root is not set: run the tests by Maven"));
    }

    /// A file of the real data sets, which stand beside the checkout and are no part of it; the test is skipped where they are absent.
    public static Path sharedData(String name)
    {
        Path file = root().resolve("../shared/data").resolve(name).normalize();
        assumeTrue(Files.exists(file), () -> "skipped: the real data is not here: " + file);
        return file;
    }
}
