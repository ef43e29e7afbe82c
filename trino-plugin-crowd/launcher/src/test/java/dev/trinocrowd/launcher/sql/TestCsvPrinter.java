package dev.trinocrowd.launcher.sql;

import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

final class TestCsvPrinter
{
    @Test
    void nullAndEmptyTextDiffer()
    {
        assertThat(CsvPrinter.line(Stream.of(null, "", "x"))).isEqualTo(",\"\",x\n");
    }

    @Test
    void whatWouldBreakALineIsQuoted()
    {
        assertThat(CsvPrinter.line(Stream.of("a,b", "c\"d", "e\nf", " g"))).isEqualTo("\"a,b\",\"c\"\"d\",\"e\nf\",\" g\"\n");
    }
}
