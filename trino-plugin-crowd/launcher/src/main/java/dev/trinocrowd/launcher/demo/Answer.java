package dev.trinocrowd.launcher.demo;

import dev.trinocrowd.launcher.sql.AlignedTable;
import dev.trinocrowd.launcher.sql.DisplayWidth;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/// A result as the tour shows it: with bars, no wider than the terminal, and no longer than one looks at.
record Answer(AlignedTable table, int width, int maxRows)
{
    Answer
    {
        requireNonNull(table, "table is null");
    }

    List<String> lines()
    {
        List<List<String>> rows = table.rows();
        List<List<String>> shown = rows.size() > maxRows ? rows.subList(0, maxRows - 1) : rows;
        List<String> lines = new ArrayList<>();
        for (String line : withBars(shown).body()) {
            lines.add(cut(line));
        }
        int left = rows.size() - shown.size();
        if (left > 0) {
            lines.add("… %s more rows".formatted(left));
        }
        lines.add(rows.size() == 1 ? "(1 row)" : "(%s rows)".formatted(rows.size()));
        return lines;
    }

    // All rows decide what the whole is, so that the bars do not depend on how many are shown.
    private AlignedTable withBars(List<List<String>> shown)
    {
        List<Optional<BigDecimal>> wholes = new ArrayList<>();
        for (int i = 0; i < table.header().size(); i++) {
            int column = i;
            boolean share = table.rightAligned().contains(i) && Bars.isShare(table.header().get(i));
            wholes.add(share ? Bars.whole(table.rows().stream().map(row -> row.get(column)).toList()) : Optional.empty());
        }
        List<String> header = new ArrayList<>();
        Set<Integer> rightAligned = new HashSet<>();
        for (int i = 0; i < wholes.size(); i++) {
            if (table.rightAligned().contains(i)) {
                rightAligned.add(header.size());
            }
            header.add(table.header().get(i));
            if (wholes.get(i).isPresent()) {
                header.add("");
            }
        }
        return new AlignedTable(header, rightAligned, shown.stream().map(row -> withBars(row, wholes)).toList());
    }

    private static List<String> withBars(List<String> row, List<Optional<BigDecimal>> wholes)
    {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String value = row.get(i);
            values.add(value);
            wholes.get(i).ifPresent(whole -> values.add(Bars.bar(value, whole)));
        }
        return values;
    }

    private String cut(String line)
    {
        return DisplayWidth.of(line) <= width ? line : DisplayWidth.cut(line, width - 1) + "…";
    }
}
