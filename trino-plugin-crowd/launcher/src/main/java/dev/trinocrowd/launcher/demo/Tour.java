package dev.trinocrowd.launcher.demo;

import dev.trinocrowd.launcher.Terminal;
import dev.trinocrowd.launcher.UserException;
import dev.trinocrowd.launcher.sql.AlignedTable;
import dev.trinocrowd.launcher.sql.SqlScript;
import dev.trinocrowd.launcher.sql.SqlStatement;
import dev.trinocrowd.launcher.sql.StatementRunner;
import dev.trinocrowd.launcher.sql.TrinoServer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/// Runs every example and prints its question, its SQL, its answer and its time.
final class Tour
{
    private static final int MAX_ROWS = 20;
    /// Of what stands behind the first answer, the list of people as a rule, a glance is enough.
    private static final int MAX_ROWS_BEHIND = 5;
    private static final int WIDTH_WITHOUT_TERMINAL = 160;

    private final PrintWriter out;
    private final String catalog;
    private final String schema;
    private int failures;
    private boolean answered;
    private int statements;

    /// @param catalog that of names that name none, as the schema is
    Tour(PrintWriter out, String catalog, String schema)
    {
        this.out = requireNonNull(out, "out is null");
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.schema = requireNonNull(schema, "schema is null");
    }

    static List<Path> examples(Path directory)
    {
        if (!Files.isDirectory(directory)) {
            throw new UserException("There is no directory of examples at %s.".formatted(directory));
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> examples = files.filter(file -> file.getFileName().toString().endsWith(".sql")).sorted().toList();
            if (examples.isEmpty()) {
                throw new UserException("The directory %s holds no example (*.sql).".formatted(directory));
            }
            return examples;
        }
        catch (IOException e) {
            throw new UserException("The directory %s cannot be read: %s".formatted(directory, e.getMessage()), e);
        }
    }

    /// @return how many statements failed
    int run(TrinoServer server, List<Path> examples)
            throws SQLException
    {
        try (Connection connection = server.connect()) {
            connection.setCatalog(catalog);
            connection.setSchema(schema);
            for (Path example : examples) {
                out.println();
                out.println(Style.QUIET.of("── " + example.getFileName() + " ──"));
                answered = false;
                for (SqlStatement statement : SqlScript.split(read(example))) {
                    run(connection, example, statement);
                }
            }
        }
        out.println();
        out.println(Style.QUIET.of(failures == 0
                ? "%s statements of %s examples answered.".formatted(statements, examples.size())
                : "%s of %s statements failed.".formatted(failures, statements)));
        return failures;
    }

    private static String read(Path example)
    {
        try {
            return Files.readString(example);
        }
        catch (IOException e) {
            throw new UserException("The example %s cannot be read: %s".formatted(example, e.getMessage()), e);
        }
    }

    private void run(Connection connection, Path example, SqlStatement statement)
    {
        statements++;
        out.println();
        statement.caption().forEach(line -> out.println(Style.QUESTION.of(line)));
        out.println();
        statement.text().lines().forEach(line -> out.println(Style.SQL.of("  " + line)));
        out.println();
        out.flush();
        long start = System.nanoTime();
        try {
            StatementRunner.run(connection, statement, this::print, out::println);
            out.println(Style.QUIET.of(String.format(Locale.ROOT, "%.2f s", (System.nanoTime() - start) / 1e9)));
        }
        catch (SQLException e) {
            failures++;
            out.println(Style.ERROR.of("%s: %s".formatted(example.getFileName(), TrinoServer.message(e))));
        }
        out.flush();
    }

    private void print(AlignedTable table)
    {
        int width = Terminal.current().showsOutput() ? Terminal.current().width() : WIDTH_WITHOUT_TERMINAL;
        for (String line : new Answer(table, width, answered ? MAX_ROWS_BEHIND : MAX_ROWS).lines()) {
            out.println(coloured(line));
        }
        answered = true;
    }

    private static String coloured(String line)
    {
        int bar = line.indexOf('▇');
        if (bar < 0) {
            return line;
        }
        int end = bar;
        while (end < line.length() && line.charAt(end) == '▇') {
            end++;
        }
        return line.substring(0, bar) + Style.BAR.of(line.substring(bar, end)) + coloured(line.substring(end));
    }
}
