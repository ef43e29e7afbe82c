package dev.trinocrowd.export.outbox;

import com.sun.management.OperatingSystemMXBean;
import dev.trinocrowd.algebra.RoomListener;
import dev.trinocrowd.catalog.ExportMode;
import dev.trinocrowd.export.caps.Cap;
import dev.trinocrowd.export.caps.Caps;
import dev.trinocrowd.export.caps.Period;
import dev.trinocrowd.storage.FileStore;
import dev.trinocrowd.storage.LinkCommitter;
import io.airlift.slice.Slices;
import io.trino.filesystem.local.LocalFileSystem;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongUnaryOperator;

/// How long caps take: each of many members got something on each of some days, and all of them are staged again. To be run by hand, with a folder, a
/// number of members and a number of days.
final class CapsMeasurement
{
    private static final int LANES = 4;

    private CapsMeasurement()
    {}

    static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException
    {
        long members = Long.parseLong(arguments[1]);
        int days = Integer.parseInt(arguments[2]);
        measure("neighbours", Files.createTempDirectory(Path.of(arguments[0]), "caps"), members, days, member -> member);
        measure("random", Files.createTempDirectory(Path.of(arguments[0]), "caps"), members, days, CapsMeasurement::scattered);
    }

    private static long scattered(long member)
    {
        long hash = member * 0x9E37_79B9_7F4A_7C15L;
        return (hash ^ (hash >>> 29)) & Long.MAX_VALUE;
    }

    private static void measure(String name, Path root, long members, int days, LongUnaryOperator ids)
            throws InterruptedException, ExecutionException
    {
        MovingClock clock = new MovingClock("2026-11-22T10:00:00Z");
        FileStore files = new FileStore(new LocalFileSystem(root), new LinkCommitter(root));
        Caps caps = new Caps(List.of(new Cap(Period.DAY, 2), new Cap(Period.WEEK, 14), new Cap(Period.MONTH, 60)), ZoneOffset.UTC);
        OutboxFixture table = new OutboxFixture(files, "local:///crowd", clock, ExportMode.APPEND, Optional.empty(), List.of(), 1);
        CapsLedger ledger = table.store().ledger();
        for (int day = 0; day < days; day++) {
            RoundCaps round = ledger.register(table.store().entry(), caps, (_, _) -> false);
            time("%s: day %s is settled".formatted(name, day), () -> ledger.settle(round, ledger.write(ledger.day(round), to -> {
                for (long member = 0; member < members; member++) {
                    to.accept(ids.applyAsLong(member));
                }
            })));
            clock.move(Duration.ofDays(1));
        }
        try (RowFileWriter writer = table.store().writer(256 << 20)) {
            for (long member = 0; member < members; member++) {
                writer.add(ids.applyAsLong(member), Slices.utf8Slice("Your basket waits"));
            }
            table.store().stage(writer.finish(), "query", "user");
        }
        for (Optional<DeclaredCaps> declared : List.of(Optional.<DeclaredCaps>empty(), Optional.of(new DeclaredCaps(caps, OutboxFixture.READING)))) {
            Round round = table.store().preview(OutboxFixture.NAME, () -> new RoundInputs(LANES, Optional.empty(), List.of(), declared)).orElseThrow().round();
            time("%s: rows %s caps".formatted(name, declared.isPresent() ? "with" : "without"), () -> readLanes(table.store(), round));
        }
    }

    private static void readLanes(ExportStore store, Round round)
    {
        try (ExecutorService executor = Executors.newFixedThreadPool(LANES)) {
            List<Future<Long>> lanes = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                int number = lane;
                lanes.add(executor.submit(() -> {
                    long leaving = 0;
                    for (var rows = store.rows(round, number, _ -> Optional.empty(), RoomListener.NONE); rows.hasNext();) {
                        leaving += rows.next().withheld().isEmpty() ? 1 : 0;
                    }
                    return leaving;
                }));
            }
            long leaving = 0;
            for (Future<Long> lane : lanes) {
                leaving += lane.get();
            }
            System.out.printf("%,d rows leave%n", leaving);
        }
        catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void time(String what, Runnable work)
    {
        long start = System.nanoTime();
        long cpuStart = cpuNanos();
        work.run();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("%s: %.2f s, %.2f s of CPU; %,d MB of heap in use afterwards, at most %,d%n", what, (System.nanoTime() - start) / 1e9, (cpuNanos() - cpuStart) / 1e9,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20, runtime.maxMemory() >> 20);
    }

    private static long cpuNanos()
    {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
