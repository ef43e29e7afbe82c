package dev.trinocrowd.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

import static dev.trinocrowd.benchmark.Comparison.OUT;

/// The entry of `benchmarks/run`.
public final class Benchmarks
{
    private Benchmarks()
    {}

    public static void main(String[] arguments)
            throws Exception
    {
        String family = arguments.length == 1 ? arguments[0] : "";
        // Airlift's own way to set a level would take over standard output.
        Logger.getLogger("").setLevel(Level.WARNING);
        Runtime runtime = Runtime.getRuntime();
        OUT.printf(Locale.ROOT, "%s, %d processors, heap %d GB, JDK %s, load %.1f%n%n",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"), runtime.availableProcessors(), runtime.maxMemory() >> 30, Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        switch (family) {
            case "behaviour" -> BehaviourBenchmark.run();
            case "bitmap" -> BitmapBenchmark.run();
            case "crowd" -> CrowdBenchmark.run();
            case "export" -> ExportBenchmark.run();
            case "rfm" -> RfmBenchmark.run();
            default -> throw new IllegalArgumentException("Expected a family of benchmarks (behaviour, bitmap, crowd, export, rfm), found '%s'".formatted(family));
        }
        System.exit(0);
    }
}
