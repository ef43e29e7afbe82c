package dev.trinocrowd.launcher.load;

import dev.trinocrowd.launcher.UserException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/// What one reading of the whole file tells: its columns with their types, and that every row fits them.
record FileSurvey(List<Column> columns, long rows)
{
    FileSurvey
    {
        columns = List.copyOf(columns);
    }

    /// @param types the types that are given rather than detected, by the name of the column in lower case
    static FileSurvey of(SourceFile file, Map<String, LoadType> types)
            throws IOException
    {
        List<ColumnSurvey> surveys = new ArrayList<>();
        long rows = 0;
        try (RowReader reader = file.open()) {
            extend(surveys, reader.columns(), types);
            for (Optional<SourceRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                if (row.get().cells().size() > surveys.size()) {
                    extend(surveys, reader.columns(), types);
                }
                for (int i = 0; i < surveys.size(); i++) {
                    surveys.get(i).add(file, row.get(), i);
                }
                rows++;
            }
            if (reader.columns().isEmpty()) {
                throw new UserException("%s is empty: expected rows.".formatted(file.path()));
            }
        }
        List<Column> columns = surveys.stream().map(ColumnSurvey::column).toList();
        checkNames(file, columns, types);
        return new FileSurvey(columns, rows);
    }

    private static void extend(List<ColumnSurvey> surveys, List<String> names, Map<String, LoadType> types)
    {
        for (String name : names.subList(surveys.size(), names.size())) {
            surveys.add(new ColumnSurvey(name, Optional.ofNullable(types.get(name.toLowerCase(Locale.ROOT))), new TypeDetector()));
        }
    }

    private static void checkNames(SourceFile file, List<Column> columns, Map<String, LoadType> types)
    {
        Map<String, String> known = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).name();
            if (name.isEmpty()) {
                throw new UserException("%s: column %s has no name.".formatted(file.path(), i + 1));
            }
            // What the Hive catalog refuses, and others would only make hard to type.
            if (!name.strip().equals(name) || name.contains(",") || name.chars().anyMatch(Character::isISOControl)) {
                throw new UserException(
                        "%s: the column name '%s' begins or ends with a blank or holds a comma or a control character: rename it, or name the columns by --no-header --columns."
                                .formatted(file.path(), name));
            }
            String other = known.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                throw new UserException("%s: two columns have the name '%s', whose case Trino does not tell apart.".formatted(file.path(), name));
            }
        }
        Set<String> unknown = new HashSet<>(types.keySet());
        unknown.removeAll(known.keySet());
        if (!unknown.isEmpty()) {
            throw new UserException("--types names the column '%s', which %s does not have: its columns are %s.".formatted(unknown.stream().sorted().findFirst().orElseThrow(),
                    file.path(), String.join(", ", known.values())));
        }
    }

    private record ColumnSurvey(String name, Optional<LoadType> given, TypeDetector detector)
    {
        ColumnSurvey
        {
            requireNonNull(name, "name is null");
        }

        void add(SourceFile file, SourceRow row, int position)
        {
            Cell cell = row.cell(position);
            if (cell == null) {
                return;
            }
            if (given.isEmpty()) {
                detector.add(cell);
            }
            else if (given.get().normalize(cell.text()).isEmpty()) {
                throw file.error(row.line(), "column %s (%s): expected %s, found '%s'.".formatted(position + 1, name, given.get().sql(), cell.text()));
            }
        }

        Column column()
        {
            return new Column(name.toLowerCase(Locale.ROOT), given.orElseGet(detector::type));
        }
    }
}
