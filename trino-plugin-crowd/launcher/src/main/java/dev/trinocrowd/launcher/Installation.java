package dev.trinocrowd.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/// The source tree that `bin/crowd` belongs to, and where the build puts what it makes.
public record Installation(Path root)
{
    public Installation
    {
        requireNonNull(root, "root is null");
    }

    public static Installation current()
    {
        String root = System.getProperty("crowd.root");
        if (root == null) {
            throw new UserException("The launcher does not know where Crowd is: start it by bin/crowd.");
        }
        return new Installation(Path.of(root).toAbsolutePath().normalize());
    }

    public Path java()
    {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    public String serverClassPath()
    {
        return root.resolve("trino-plugin-crowd/server/target/lib") + "/*";
    }

    public List<Path> pluginDirectories()
    {
        return List.of(
                root.resolve("trino-plugin-crowd/server/target/plugin"),
                root.resolve("trino-plugin-crowd/target/plugin"));
    }

    public Path defaultData()
    {
        return root.resolve(".crowd");
    }

    public Path examples()
    {
        return root.resolve("sql-examples");
    }

    public Path pluginZip()
    {
        Path target = root.resolve("trino-plugin-crowd/target");
        try (Stream<Path> files = Files.list(target)) {
            return files
                    .filter(file -> file.getFileName().toString().matches("trino-plugin-crowd-.*\\.zip"))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new UserException("There is no plugin zip in " + target + "."));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
