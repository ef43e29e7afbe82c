package dev.trinocrowd.launcher.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/// A result as text: a header, a line of dashes, the rows, and their number.
///
/// There is no outer border and no trailing blank, so that a table can be compared with a printed one.
///
/// @param rightAligned the positions of the columns that hold numbers
public record AlignedTable(List<String> header, Set<Integer> rightAligned, List<List<String>> rows)
{
    public AlignedTable
    {
        header = List.copyOf(header);
        rightAligned = Set.copyOf(rightAligned);
        rows = List.copyOf(requireNonNull(rows, "rows is null"));
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("A row has %s values where the header has %s: %s".formatted(row.size(), header.size(), row));
            }
        }
    }

    public List<String> lines()
    {
        List<String> lines = new ArrayList<>(body());
        lines.add(rows.size() == 1 ? "(1 row)" : "(%s rows)".formatted(rows.size()));
        return lines;
    }

    /// The lines without the number of rows.
    public List<String> body()
    {
        List<Integer> widths = widths();
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths));
        lines.add(widths.stream().map("-"::repeat).collect(joining("-+-")));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private List<Integer> widths()
    {
        int[] widths = header.stream().mapToInt(name -> DisplayWidth.of(escape(name))).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(escape(row.get(i))));
            }
        }
        return Arrays.stream(widths).boxed().toList();
    }

    private String line(List<String> values, List<Integer> widths)
    {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String value = escape(values.get(i));
            String padding = " ".repeat(widths.get(i) - DisplayWidth.of(value));
            BinaryOperator<String> aligned = rightAligned.contains(i) ? (text, blanks) -> blanks + text : (text, blanks) -> text + blanks;
            cells.add(aligned.apply(value, padding));
        }
        return String.join(" | ", cells).stripTrailing();
    }

    // One row is one line, whatever its values hold.
    private static String escape(String value)
    {
        if (value.chars().noneMatch(Character::isISOControl)) {
            return value;
        }
        return value.chars()
                .mapToObj(c -> switch (c) {
                    case '\n' -> "\\n";
                    case '\r' -> "\\r";
                    case '\t' -> "\\t";
                    default -> Character.isISOControl(c) ? "\\u%04x".formatted(c) : Character.toString(c);
                })
                .collect(joining());
    }
}
