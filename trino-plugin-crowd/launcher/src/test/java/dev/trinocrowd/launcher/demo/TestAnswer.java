package dev.trinocrowd.launcher.demo;

import dev.trinocrowd.launcher.sql.AlignedTable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

final class TestAnswer
{
    @Test
    void sharesOfOneGetBars()
    {
        AlignedTable table = new AlignedTable(List.of("step", "step_rate"), Set.of(0, 1), List.of(List.of("1", "1.0"), List.of("2", "0.34"), List.of("3", "NULL")));
        assertThat(new Answer(table, 80, 20).lines()).containsExactly(
                "step | step_rate |",
                "-----+-----------+-----------",
                "   1 |       1.0 | ▇▇▇▇▇▇▇▇▇▇",
                "   2 |      0.34 | ▇▇▇",
                "   3 |      NULL |",
                "(3 rows)");
    }

    @Test
    void percentagesGetBarsOfAHundred()
    {
        AlignedTable table = new AlignedTable(List.of("share"), Set.of(0), List.of(List.of("50"), List.of("100")));
        assertThat(new Answer(table, 80, 20).lines()).contains("   50 | ▇▇▇▇▇", "  100 | ▇▇▇▇▇▇▇▇▇▇");
    }

    @Test
    void whatIsNoShareGetsNone()
    {
        AlignedTable table = new AlignedTable(List.of("growth_rate", "share"), Set.of(0), List.of(List.of("-0.5", "0.5")));
        assertThat(new Answer(table, 80, 20).lines()).noneMatch(line -> line.contains("▇"));
    }

    @Test
    void longResultSaysHowManyRowsAreLeftOut()
    {
        AlignedTable table = new AlignedTable(List.of("n"), Set.of(0), IntStream.range(0, 30).mapToObj(i -> List.of("" + i)).toList());
        List<String> lines = new Answer(table, 80, 20).lines();
        assertThat(lines).hasSize(2 + 19 + 2).endsWith("18", "… 11 more rows", "(30 rows)");
    }

    @Test
    void wideLinesAreCutVisibly()
    {
        AlignedTable table = new AlignedTable(List.of("text"), Set.of(), List.of(List.of("x".repeat(50))));
        assertThat(new Answer(table, 20, 20).lines()).contains("x".repeat(19) + "…");
    }
}
