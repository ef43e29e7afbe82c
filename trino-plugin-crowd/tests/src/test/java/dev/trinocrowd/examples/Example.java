package dev.trinocrowd.examples;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.launcher.sql.SqlScript;
import dev.trinocrowd.launcher.sql.SqlStatement;
import dev.trinocrowd.testing.ProjectFiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// A file of `sql-examples`.
record Example(String name, List<SqlStatement> statements)
{
    private static final Path FOLDER = ProjectFiles.root().resolve("sql-examples");

    Example
    {
        requireNonNull(name, "name is null");
        statements = ImmutableList.copyOf(statements);
    }

    static List<Example> all()
    {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .map(Example::read)
                    .collect(toImmutableList());
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path recordedAnswers()
    {
        return FOLDER.resolve("answers").resolve(name + ".txt");
    }

    private static Example read(Path file)
    {
        String fileName = file.getFileName().toString();
        try {
            return new Example(fileName.substring(0, fileName.length() - ".sql".length()), SqlScript.split(Files.readString(file)));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString()
    {
        return name;
    }
}
