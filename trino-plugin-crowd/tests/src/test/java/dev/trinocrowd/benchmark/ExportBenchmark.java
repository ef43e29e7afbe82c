package dev.trinocrowd.benchmark;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.sun.management.OperatingSystemMXBean;
import dev.trinocrowd.plugin.CrowdPlugin;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedRow;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import static com.google.common.base.Preconditions.checkState;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static dev.trinocrowd.benchmark.Comparison.OUT;
import static io.trino.testing.TestingSession.testSessionBuilder;

/// Deliveries to files and to a server on this machine, as SQL has them done.
///
/// `crowd.benchmark.lines` selects what is measured (destinations, and `mirror`), `crowd.benchmark.shrink` divides all sizes.
final class ExportBenchmark
{
    private static final int ROUNDS = 3;
    private static final int CHANGES = 5;
    private static final List<String> DESTINATIONS = List.of("csv", "csv_gzip", "jsonl", "parquet", "http");
    private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final DistributedQueryRunner queryRunner;
    private final SwallowingServer server;
    private final long shrink = Long.getLong("crowd.benchmark.shrink", 1);
    private final long rows = 10_000_000 / shrink;
    private final long members = 100_000_000 / shrink;

    private ExportBenchmark(DistributedQueryRunner queryRunner, SwallowingServer server)
    {
        this.queryRunner = queryRunner;
        this.server = server;
    }

    static void run()
            throws Exception
    {
        Path data = Files.createDirectories(Path.of(System.getProperty("crowd.benchmark.data")));
        Path folder = Files.createTempDirectory(data, "exports");
        Set<String> lines = ImmutableSet.copyOf(Splitter.on(',').split(System.getProperty("crowd.benchmark.lines", "csv,csv_gzip,jsonl,parquet,http,mirror")));
        try (SwallowingServer server = new SwallowingServer()) {
            Path destinations = folder.resolve("destinations.json");
            Files.writeString(destinations, """
                    {
                      "csv": {"kind": "file", "format": "csv", "location": "local:///exports"},
                      "csv_gzip": {"kind": "file", "format": "csv", "compression": "gzip", "location": "local:///exports"},
                      "jsonl": {"kind": "file", "format": "jsonl", "location": "local:///exports"},
                      "parquet": {"kind": "file", "format": "parquet", "location": "local:///exports"},
                      "http": {"kind": "http", "url": "%1$s", "lanes": 4, "batch-size": 1000, "idempotency": {"header": "Idempotency-Key"}},
                      "audience": {"kind": "http", "url": "%1$s", "lanes": 4, "batch-size": 10000, "body": {"action": "{{action}}", "users": "{{members}}"},
                                   "idempotency": {"header": "Idempotency-Key"}}
                    }
                    """.formatted(server.url()));
            try (DistributedQueryRunner queryRunner = DistributedQueryRunner.builder(testSessionBuilder().setCatalog("memory").setSchema("default").build())
                    .setWorkerCount(0)
                    .build()) {
                queryRunner.installPlugin(new MemoryPlugin());
                queryRunner.createCatalog("memory", "memory", ImmutableMap.of("memory.max-data-per-node", "4GB"));
                queryRunner.installPlugin(new CrowdPlugin());
                queryRunner.createCatalog("crowd", "crowd", ImmutableMap.of(
                        "crowd.location", "local:///crowds",
                        "fs.local.enabled", "true",
                        "local.location", folder.toString(),
                        "crowd.export.destinations-file", destinations.toString()));
                queryRunner.execute("CREATE SCHEMA crowd.push");
                queryRunner.execute("CREATE SCHEMA crowd.app");
                ExportBenchmark benchmark = new ExportBenchmark(queryRunner, server);
                OUT.printf("Sizes divided by %s, heap at most %s MB%n", benchmark.shrink, Runtime.getRuntime().maxMemory() >> 20);
                benchmark.rows(DESTINATIONS.stream().filter(lines::contains).toList());
                if (lines.contains("mirror")) {
                    benchmark.mirror();
                }
            }
        }
        finally {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private void rows(List<String> destinations)
    {
        queryRunner.execute(
                "CREATE TABLE audience AS " + numbers(rows, "id user_id, 'Your basket waits, number ' || CAST(mod(id, 100) AS varchar) title, 'C-' || CAST(id AS varchar) coupon"));
        OUT.printf(
                "%n%d rows of an id and two texts, median of %s%n%n| destination | staged, million rows a second | delivered, million rows a second | processor ms of the delivery |%n|---|---|---|---|%n",
                rows, ROUNDS);
        for (String destination : destinations) {
            List<Long> staging = new ArrayList<>();
            List<Long> delivery = new ArrayList<>();
            List<Long> processor = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                queryRunner.execute("CREATE TABLE crowd.push.rows (user_id bigint, title varchar, coupon varchar) WITH (destination = '%s')".formatted(destination));
                staging.add(nanos(() -> queryRunner.execute("INSERT INTO crowd.push.rows SELECT * FROM audience")));
                long processorStart = SYSTEM.getProcessCpuTime();
                delivery.add(nanos(() -> expectAccepted("rows", rows)));
                processor.add(SYSTEM.getProcessCpuTime() - processorStart);
                queryRunner.execute("DROP TABLE crowd.push.rows");
            }
            OUT.printf(Locale.ROOT, "| %s | %.2f | %.2f | %.0f |%n", destination, rows * 1e3 / median(staging), rows * 1e3 / median(delivery), median(processor) / 1e6);
        }
        queryRunner.execute("DROP TABLE audience");
    }

    private void mirror()
    {
        queryRunner.execute("CREATE TABLE crowd.app.vip AS " + numbers(members, "64 * id user_id"));
        queryRunner.execute("CREATE TABLE crowd.push.vip (user_id bigint) WITH (destination = 'audience', mode = 'mirror', source = 'app.vip')");
        double seconds = nanos(() -> expectAccepted("vip", members)) / 1e9;
        OUT.printf(Locale.ROOT, "%nThe first delivery of a crowd of %d members: %.1f s, %.2f million members a second%n", members, seconds, members / seconds / 1e6);
        OUT.printf("%n1 %% of them change, and the mirror is delivered%n%n| members who leave | who come | first call after ms | all after ms |%n|---|---|---|---|%n");
        long change = members / 200;
        for (int round = 0; round < CHANGES; round++) {
            long from = round * change;
            queryRunner.execute("DELETE FROM crowd.app.vip WHERE user_id >= %s AND user_id < %s".formatted(64 * from, 64 * (from + change)));
            queryRunner.execute("INSERT INTO crowd.app.vip SELECT user_id + 32 FROM (%s)".formatted(numbers(change, "64 * (id + %s) user_id".formatted(from))));
            server.awaitFirst();
            long start = System.nanoTime();
            Map<String, Long> metrics = deliver("vip");
            long end = System.nanoTime();
            checkState(metrics.get("accepted") == change && metrics.get("deleted") == change, "the delivery of a change says %s", metrics);
            OUT.printf(Locale.ROOT, "| %d | %d | %.0f | %.0f |%n", change, change, (server.first() - start) / 1e6, (end - start) / 1e6);
        }
    }

    private static String numbers(long count, String columns)
    {
        return """
                SELECT %s
                FROM (SELECT a * 1000000 + b * 1000 + c id FROM UNNEST(sequence(0, %s)) t(a) CROSS JOIN UNNEST(sequence(0, 999)) u(b) CROSS JOIN UNNEST(sequence(0, 999)) v(c))
                WHERE id < %s
                """.formatted(columns, (count - 1) / 1_000_000, count);
    }

    private void expectAccepted(String table, long count)
    {
        Map<String, Long> metrics = deliver(table);
        checkState(metrics.get("accepted") == count, "the delivery of %s rows says %s", count, metrics);
    }

    private Map<String, Long> deliver(String table)
    {
        return queryRunner.execute("ALTER TABLE crowd.push.%s EXECUTE deliver".formatted(table)).getMaterializedRows().stream()
                .collect(toImmutableMap(ExportBenchmark::name, row -> (Long) row.getField(1)));
    }

    private static String name(MaterializedRow metric)
    {
        return (String) metric.getField(0);
    }

    private static long nanos(Runnable work)
    {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static double median(List<Long> nanos)
    {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
    }
}
