package dev.trinocrowd.realdata;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Public data sets that lie beside the project's folder and are no part of it.
final class RealData
{
    private static final Path FOLDER = Path.of(System.getProperty("crowd.root"), "..", "shared", "data").normalize();

    private RealData()
    {}

    /// Skips the test where the data set is absent.
    static Path file(String name)
    {
        Path file = FOLDER.resolve(name);
        assumeTrue(Files.isRegularFile(file), "Skipped because the public data set is not there: " + file);
        return file;
    }
}
