package dev.trinocrowd.launcher.sql;

import dev.trinocrowd.launcher.Terminal;
import dev.trinocrowd.launcher.UserException;
import io.trino.jdbc.TrinoStatement;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Runs statements over JDBC and prints their results.
@Command(name = "sql", description = "Runs SQL statements on a server: those of -e, of a file, or of standard input.")
public final class SqlCommand
        implements Runnable
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--catalog", paramLabel = "CATALOG", description = "The catalog of names that name none.")
    private Optional<String> catalog;

    @Option(names = "--schema", paramLabel = "SCHEMA", description = "The schema of names that name none.")
    private Optional<String> schema;

    @ArgGroup
    private Source source;

    @ArgGroup
    private Format format;

    private static final class Source
    {
        @Option(names = {"-e", "--execute"}, paramLabel = "SQL", description = "The statements.")
        private String text;

        @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "A file of statements.")
        private Path file;
    }

    private static final class Format
    {
        @Option(names = "--csv", description = "Print comma-separated values with a header.")
        private boolean csv;

        @Option(names = "--json", description = "Print an array of objects.")
        private boolean json;
    }

    @Override
    public void run()
    {
        if (schema.isPresent() && catalog.isEmpty()) {
            throw new UserException("--schema needs the catalog that it belongs to: add --catalog.");
        }
        List<SqlStatement> statements = SqlScript.split(text());
        TrinoServer server = connection.server();
        try (Connection trino = server.connect()) {
            if (catalog.isPresent()) {
                trino.setCatalog(catalog.get());
            }
            if (schema.isPresent()) {
                trino.setSchema(schema.get());
            }
            for (SqlStatement statement : statements) {
                run(trino, statement);
            }
        }
        catch (SQLException e) {
            throw server.explain(e);
        }
        catch (IOException e) {
            throw new UserException("The result cannot be written: " + e.getMessage(), e);
        }
    }

    private void run(Connection trino, SqlStatement sql)
            throws SQLException, IOException
    {
        PrintWriter out = spec.commandLine().getOut();
        try (Statement statement = trino.createStatement()) {
            if (statement.execute(sql.text())) {
                try (ResultSet results = statement.getResultSet()) {
                    printer().print(ResultColumn.of(results.getMetaData()), results, out);
                }
            }
            else {
                String type = statement.unwrap(TrinoStatement.class).getUpdateType();
                printer().printUpdate(type, statement.getLargeUpdateCount(), out);
            }
        }
        catch (SQLException e) {
            throw new SQLException(sql.locate(TrinoServer.message(e)), e.getCause());
        }
    }

    private ResultPrinter printer()
    {
        if (format != null && format.csv) {
            return new CsvPrinter();
        }
        if (format != null && format.json) {
            return new JsonPrinter();
        }
        return new AlignedPrinter();
    }

    private String text()
    {
        if (source != null && source.text != null) {
            return source.text;
        }
        String name = source == null ? "standard input" : source.file.toString();
        try {
            if (source != null) {
                return Files.readString(source.file);
            }
            if (Terminal.current().typesInput()) {
                throw new UserException("There is nothing to run: give statements with -e, a file with -f, or send them to standard input.");
            }
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(System.in.readAllBytes())).toString();
        }
        catch (NoSuchFileException e) {
            throw new UserException("There is no file " + name + ".", e);
        }
        catch (CharacterCodingException e) {
            throw new UserException("The text of " + name + " is not UTF-8.", e);
        }
        catch (IOException e) {
            throw new UserException("The file %s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
    }
}
