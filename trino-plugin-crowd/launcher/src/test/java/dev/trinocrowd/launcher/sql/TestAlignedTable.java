package dev.trinocrowd.launcher.sql;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestAlignedTable
{
    @Test
    void alignsNumbersRightAndLeavesNoTrailingBlanks()
    {
        AlignedTable table = new AlignedTable(List.of("step", "name", "users"), Set.of(0, 2), List.of(List.of("1", "view", "2000"), List.of("10", "pay", "7")));
        assertThat(table.lines()).containsExactly(
                "step | name | users",
                "-----+------+------",
                "   1 | view |  2000",
                "  10 | pay  |     7",
                "(2 rows)");
    }

    @Test
    void lastTextColumnIsNotPadded()
    {
        AlignedTable table = new AlignedTable(List.of("a", "long name"), Set.of(), List.of(List.of("x", "y")));
        assertThat(table.lines()).containsExactly("a | long name", "--+----------", "x | y", "(1 row)");
    }

    @Test
    void emptyResultHasItsHeader()
    {
        assertThat(new AlignedTable(List.of("a"), Set.of(), List.of()).lines()).containsExactly("a", "-", "(0 rows)");
    }

    @Test
    void wideCharactersTakeTwoCells()
    {
        AlignedTable table = new AlignedTable(List.of("a", "b"), Set.of(), List.of(List.of("日本", "x"), List.of("é", "y")));
        assertThat(table.body()).containsExactly("a    | b", "-----+--", "日本 | x", "é    | y");
    }

    @Test
    void valueWithSeveralLinesStaysInItsRow()
    {
        AlignedTable table = new AlignedTable(List.of("a"), Set.of(), List.of(List.of("x\ny\t\u0001")));
        assertThat(table.body()).containsExactly("a", "------------", "x\\ny\\t\\u0001");
    }

    @Test
    void rowOfAnotherLengthIsRefused()
    {
        assertThatThrownBy(() -> new AlignedTable(List.of("a"), Set.of(), List.of(List.of("1", "2"))))
                .hasMessage("A row has 2 values where the header has 1: [1, 2]");
    }
}
