package dev.trinocrowd.launcher.load;

import dev.trinocrowd.launcher.UserException;
import dev.trinocrowd.launcher.sql.ConnectionOptions;
import dev.trinocrowd.launcher.sql.TrinoServer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static dev.trinocrowd.launcher.load.Identifiers.unquote;

/// Loads a CSV or JSON-lines file into a table.
@Command(name = "load", description = "Loads a file of CSV or of JSON lines, plain or gzipped, into a table of any catalog that can be written.")
public final class LoadCommand
        implements Runnable
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file;

    @Option(names = "--table", required = true, paramLabel = "TABLE", description = "The table, such as warehouse.shop.events; its schema is created if it is missing.")
    private String table;

    @Option(names = "--types", paramLabel = "TYPES", description = "Types that are not to be detected, such as \"user_id=varchar,price=decimal(10,2)\".")
    private Optional<String> types;

    @Option(names = "--delimiter", paramLabel = "C", defaultValue = ",", description = "What stands between the fields of a CSV file; \\t is a tab (default: a comma).")
    private String delimiter;

    @Option(names = "--no-header", description = "The first line of the CSV file holds values; needs --columns.")
    private boolean noHeader;

    @Option(names = "--columns", paramLabel = "NAMES", description = "The names of the columns of a file without header, such as a,b.")
    private Optional<String> columns;

    @Option(names = "--null", paramLabel = "TEXT", defaultValue = "", description = "The unquoted text of a CSV field that is NULL (default: the empty one).")
    private String nullText;

    @ArgGroup
    private Existing existing;

    private static final class Existing
    {
        @Option(names = "--append", description = "Add to a table that exists.")
        private boolean append;

        @Option(names = "--replace", description = "Put the file in the place of a table that exists.")
        private boolean replace;

        private Load.Mode mode()
        {
            return append ? Load.Mode.APPEND : replace ? Load.Mode.REPLACE : Load.Mode.CREATE;
        }
    }

    @Override
    public void run()
    {
        long start = System.nanoTime();
        TableName target = TableName.parse("--table", table);
        SourceFile source = source();
        TrinoServer server = connection.server();
        Load load = new Load(source, target, existing == null ? Load.Mode.CREATE : existing.mode(), types(), server, spec.commandLine().getErr());
        try {
            FileSurvey survey = run(load, source);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            spec.commandLine().getOut().println(String.format(Locale.ROOT, "Loaded %,d rows into %s in %.1f s:", survey.rows(), target, time.toMillis() / 1000.0));
            survey.columns().forEach(column -> spec.commandLine().getOut().println("  " + column.name() + " " + column.type().sql()));
        }
        catch (SQLException e) {
            throw server.explain(e);
        }
        catch (IOException e) {
            throw new UserException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("The load was interrupted.", e);
        }
    }

    private static FileSurvey run(Load load, SourceFile source)
            throws IOException, SQLException, InterruptedException
    {
        try {
            return load.run();
        }
        catch (CharacterCodingException _) {
            throw source.malformedText();
        }
    }

    private SourceFile source()
    {
        if (!Files.isRegularFile(file)) {
            throw new UserException("There is no file %s.".formatted(file));
        }
        if (noHeader != columns.isPresent()) {
            throw new UserException("A file without header needs both --no-header and --columns with the names of its columns.");
        }
        String separator = delimiter.equals("\\t") ? "\t" : delimiter;
        if (separator.length() != 1 || separator.equals("\"") || separator.equals("\n") || separator.equals("\r")) {
            throw new UserException("--delimiter takes one character other than a quote, not '%s'.".formatted(delimiter));
        }
        Optional<List<String>> names = columns.map(text -> Identifiers.split(text, ',').stream().map(Identifiers::unquote).toList());
        return new SourceFile(file, separator.charAt(0), names, nullText);
    }

    private Map<String, LoadType> types()
    {
        Map<String, LoadType> parsed = new LinkedHashMap<>();
        for (String entry : types.map(text -> Identifiers.split(text, ',')).orElse(List.of())) {
            List<String> parts = Identifiers.split(entry, '=');
            if (parts.size() != 2 || parts.getFirst().isEmpty()) {
                throw new UserException("--types takes entries such as user_id=varchar between commas, not '%s'.".formatted(entry));
            }
            String name = unquote(parts.getFirst()).toLowerCase(Locale.ROOT);
            if (parsed.put(name, LoadType.parse(parts.getLast())) != null) {
                throw new UserException("--types names the column '%s' twice.".formatted(name));
            }
        }
        return parsed;
    }
}
