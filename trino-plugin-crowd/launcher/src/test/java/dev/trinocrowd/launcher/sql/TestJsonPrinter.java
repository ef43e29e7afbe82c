package dev.trinocrowd.launcher.sql;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

final class TestJsonPrinter
{
    @Test
    void columnsOfOneNameAreNumbered()
    {
        assertThat(JsonPrinter.distinctNames(List.of("a", "a", "a_2", "a"))).containsExactly("a", "a_3", "a_2", "a_4");
    }
}
