package dev.trinocrowd.crowd;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

final class TestEvaluationMemory
{
    private final List<Long> told = new ArrayList<>();
    private final EvaluationMemory memory = new EvaluationMemory(told::add);

    @Test
    void resultsAndWhatThreadsTakeAreAddedUp()
    {
        memory.taken(100);
        memory.setResults(30);
        memory.taken(50);
        memory.setResults(10);
        memory.taken(-150);
        assertThat(told).containsExactly(100L, 130L, 180L, 160L, 10L);
    }

    @Test
    void nothingIsToldOnceThePageSourceIsClosed()
    {
        memory.taken(100);
        memory.close();
        memory.taken(-100);
        memory.setResults(7);
        assertThat(told).containsExactly(100L, 0L);
    }
}
