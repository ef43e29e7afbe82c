package dev.trinocrowd.benchmark;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

/// Every benchmark starts and ends; how long it takes is another matter.
final class TestBenchmarks
{
    @BeforeAll
    static void shareTheMachine()
    {
        // Nothing is measured here that a neighbour could disturb.
        System.setProperty("jmh.ignoreLock", "true");
    }

    @Test
    void everyBenchmarkRuns()
            throws Exception
    {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                // The sizes by which benchmarks scale: one that names its own otherwise runs in full here.
                .param("amounts", "100")
                .param("customers", "500")
                .param("events", "500")
                .param("members", "500")
                .param("people", "500")
                .param("users", "10")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
                .run();
        assertThat(results.stream().map(result -> result.getParams().getBenchmark()).collect(toImmutableSet())).isEqualTo(benchmarks());
        assertThat(benchmarks()).anyMatch(name -> name.contains(".event.")).anyMatch(name -> name.contains(".bitmap."));
    }

    private static Set<String> benchmarks()
    {
        return BenchmarkList.defaultList().getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of()).stream()
                .map(BenchmarkListEntry::getUsername)
                .collect(toImmutableSet());
    }
}
