package dev.trinocrowd.launcher.load;

import dev.trinocrowd.launcher.UserException;
import dev.trinocrowd.launcher.sql.TrinoServer;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/// Brings a file into a table in one step that happens or does not: the rows go to a table of their own first.
record Load(SourceFile file, TableName target, Mode mode, Map<String, LoadType> types, TrinoServer server, PrintWriter err)
{
    enum Mode
    {
        CREATE,
        APPEND,
        REPLACE,
    }

    Load
    {
        requireNonNull(file, "file is null");
        requireNonNull(target, "target is null");
        requireNonNull(mode, "mode is null");
        types = Map.copyOf(types);
        requireNonNull(server, "server is null");
        requireNonNull(err, "err is null");
    }

    FileSurvey run()
            throws IOException, SQLException, InterruptedException
    {
        try (Connection connection = server.connect()) {
            Warehouse warehouse = new Warehouse(connection);
            warehouse.checkCatalog(target);
            boolean hasTable = warehouse.hasTable(target);
            if (hasTable && mode == Mode.CREATE) {
                throw new UserException("The table %s exists already: give --append to add to it, or --replace to put the file in its place.".formatted(target));
            }
            if (hasTable && mode == Mode.APPEND) {
                FileSurvey survey = surveyFor(warehouse.columns(target));
                run(warehouse, survey, true);
                return survey;
            }
            FileSurvey survey = FileSurvey.of(file, types);
            run(warehouse, survey, hasTable);
            return survey;
        }
    }

    // What is added takes the types that are there, whatever it looks like by itself.
    private FileSurvey surveyFor(Map<String, String> tableColumns)
            throws IOException
    {
        List<String> fileColumns = FileSurvey.of(file, types).columns().stream().map(Column::name).toList();
        Map<String, LoadType> tableTypes = new HashMap<>();
        for (String name : fileColumns) {
            String type = tableColumns.get(name);
            if (type == null) {
                throw new UserException("The table %s has no column '%s': its columns are %s.".formatted(target, name, String.join(", ", tableColumns.keySet())));
            }
            tableTypes.put(name, Optional.ofNullable(types.get(name)).orElseGet(() -> LoadType.parse(type)));
        }
        return FileSurvey.of(file, tableTypes);
    }

    private void run(Warehouse warehouse, FileSurvey survey, boolean hasTable)
            throws IOException, SQLException, InterruptedException
    {
        String id = UUID.randomUUID().toString().substring(0, 8);
        TableName staging = target.sibling("crowd_load_" + id);
        try (Cleanup cleanup = new Cleanup(warehouse, err)) {
            String dropSchema = "DROP SCHEMA IF EXISTS " + target.schemaSql();
            if (!warehouse.hasSchema(target)) {
                cleanup.add(dropSchema);
                warehouse.execute("CREATE SCHEMA IF NOT EXISTS " + target.schemaSql());
            }
            cleanup.add("DROP TABLE IF EXISTS " + staging.sql());
            warehouse.execute("CREATE TABLE %s (%s)".formatted(staging.sql(), survey.columns().stream().map(Column::definition).collect(joining(", "))));
            fill(staging, survey);
            long count = warehouse.count(staging);
            if (count != survey.rows()) {
                throw new UserException("The server took %s rows of the %s in %s: nothing was loaded.".formatted(count, survey.rows(), file.path()));
            }
            publish(warehouse, cleanup, survey, staging, hasTable, id);
            cleanup.remove(dropSchema);
        }
    }

    private void publish(Warehouse warehouse, Cleanup cleanup, FileSurvey survey, TableName staging, boolean hasTable, String id)
            throws SQLException
    {
        if (!hasTable) {
            warehouse.execute("CREATE TABLE %s AS SELECT * FROM %s".formatted(target.sql(), staging.sql()));
            return;
        }
        if (mode == Mode.APPEND) {
            String names = survey.columns().stream().map(Column::quotedName).collect(joining(", "));
            warehouse.execute("INSERT INTO %s (%s) SELECT %s FROM %s".formatted(target.sql(), names, names, staging.sql()));
            return;
        }
        TableName fresh = target.sibling("crowd_new_" + id);
        TableName old = target.sibling("crowd_old_" + id);
        cleanup.add("DROP TABLE IF EXISTS " + fresh.sql());
        warehouse.execute("CREATE TABLE %s AS SELECT * FROM %s".formatted(fresh.sql(), staging.sql()));
        String restore = rename(old, target);
        warehouse.execute(rename(target, old));
        cleanup.add(restore);
        warehouse.execute(rename(fresh, target));
        cleanup.remove(restore);
        cleanup.add("DROP TABLE IF EXISTS " + old.sql());
    }

    private static String rename(TableName from, TableName to)
    {
        return "ALTER TABLE %s RENAME TO %s".formatted(from.sql(), to.sql());
    }

    private void fill(TableName staging, FileSurvey survey)
            throws IOException, SQLException, InterruptedException
    {
        InsertBatch batch = new InsertBatch(staging, survey.columns());
        try (RowReader reader = file.open();
                ParallelInserts inserts = new ParallelInserts(server, new Progress(err, survey.rows()))) {
            for (Optional<SourceRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                List<String> values = values(row.get(), survey.columns());
                if (batch.add(values)) {
                    continue;
                }
                if (!batch.isEmpty()) {
                    inserts.send(batch.take());
                }
                if (!batch.add(values)) {
                    throw file.error(row.get().line(), "column 1: expected a row that fits into one statement of Trino (about a million characters), found a longer one.");
                }
            }
            if (!batch.isEmpty()) {
                inserts.send(batch.take());
            }
            inserts.finish();
        }
    }

    private List<String> values(SourceRow row, List<Column> columns)
    {
        List<String> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Cell cell = row.cell(i);
            values.add(cell == null ? null : value(row, columns.get(i), cell));
        }
        return values;
    }

    private String value(SourceRow row, Column column, Cell cell)
    {
        return column.type().normalize(cell.text())
                // The survey has read the same file: it must have changed since.
                .orElseThrow(() -> file.error(row.line(), "column %s: expected %s, found '%s'.".formatted(column.name(), column.type().sql(), cell.text())));
    }
}
