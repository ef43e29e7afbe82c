package dev.trinocrowd.export;

import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import dev.trinocrowd.export.delivery.BatchIntent;
import dev.trinocrowd.export.delivery.BatchOutcome;
import dev.trinocrowd.export.delivery.Deliverer;
import dev.trinocrowd.export.delivery.DeliveryId;
import dev.trinocrowd.export.delivery.DeliveryJournal;
import dev.trinocrowd.export.delivery.DeliverySettings;
import dev.trinocrowd.export.delivery.LanePlan;
import dev.trinocrowd.export.delivery.LaneSource;
import dev.trinocrowd.export.delivery.LaneSummary;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.PayloadColumn;
import dev.trinocrowd.export.delivery.PayloadKind;
import dev.trinocrowd.export.delivery.Replay;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.delivery.Sender;
import dev.trinocrowd.export.delivery.TestingRow;
import dev.trinocrowd.export.destination.Destination;
import dev.trinocrowd.export.destination.Target;
import dev.trinocrowd.export.destination.TestingDestinations;
import dev.trinocrowd.export.file.DeliveryFolder;
import dev.trinocrowd.export.file.FileSender;
import dev.trinocrowd.export.file.FileTarget;
import dev.trinocrowd.export.http.HttpSender;
import dev.trinocrowd.export.http.HttpTarget;
import dev.trinocrowd.storage.LinkCommitter;
import io.trino.filesystem.local.LocalFileSystem;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Times deliveries of made-up rows to files and to a server on this machine: `java -Xmx512m -Drows=10000000 … dev.trinocrowd.export.ExportMeasurement FOLDER`.
final class ExportMeasurement
{
    private static final long ROWS = Long.getLong("rows", 10_000_000);
    private static final int LANES = 4;
    private static final RowSchema SCHEMA = new RowSchema("user_id", List.of(PayloadColumn.of("title", PayloadKind.VARCHAR), PayloadColumn.of("coupon", PayloadKind.VARCHAR)),
            false);

    private ExportMeasurement()
    {}

    private interface SenderFactory
    {
        Sender create(DeliveryId delivery);
    }

    static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException
    {
        Path root = Files.createTempDirectory(Path.of(arguments[0]), "measurement");
        for (int round = 0; round < 3; round++) {
            for (String format : List.of("csv", "jsonl")) {
                for (String compression : List.of("none", "gzip")) {
                    file(root, format, compression);
                }
            }
            http();
        }
    }

    private static void file(Path root, String format, String compression)
            throws InterruptedException, ExecutionException
    {
        Destination destination = TestingDestinations
                .parse("{\"kind\": \"file\", \"format\": \"%s\", \"compression\": \"%s\", \"location\": \"local:///exports\"}".formatted(format, compression), Map.of());
        FileTarget target = ((Target.File) destination.target()).target();
        measure(format + " " + compression, destination, delivery -> new FileSender(
                target,
                SCHEMA,
                new DeliveryFolder(target, "push", "summer", delivery),
                new LocalFileSystem(root),
                new LinkCommitter(root)));
    }

    private static void http()
            throws IOException, InterruptedException, ExecutionException
    {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            server.setExecutor(executor);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            Destination destination = TestingDestinations.parse("{\"kind\": \"http\", \"url\": \"http://127.0.0.1:%s/\", \"lanes\": 4}".formatted(server.getAddress().getPort()),
                    Map.of());
            HttpTarget target = ((Target.Http) destination.target()).target();
            measure("http", destination, _ -> new HttpSender(target, SCHEMA, destination.timeout(), Clock.systemUTC()));
            server.stop(0);
        }
    }

    private static void measure(String name, Destination destination, SenderFactory senders)
            throws InterruptedException, ExecutionException
    {
        DeliveryId delivery = new DeliveryId(UUID.randomUUID(), 1, 1);
        DeliverySettings settings = destination.settings(SCHEMA);
        long start = System.nanoTime();
        long cpuStart = cpuNanos();
        long accepted = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(LANES)) {
            List<Future<LaneSummary>> lanes = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                int number = lane;
                lanes.add(executor.submit(() -> {
                    try (Sender sender = senders.create(delivery)) {
                        return new Deliverer(delivery, number, SCHEMA, new MadeUpRows(number), sender, new NoJournal(), settings, Clock.systemUTC()).deliver();
                    }
                }));
            }
            for (Future<LaneSummary> lane : lanes) {
                LaneSummary summary = lane.get();
                if (summary.stoppedBecause().isPresent() || summary.unknown() > 0) {
                    throw new IllegalStateException(summary.toString());
                }
                accepted += summary.accepted();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (cpuNanos() - cpuStart) / 1e9;
        System.out.printf("%-12s %,d rows in %.2f s: %,.0f rows/s; %.2f s of CPU: %,.0f rows a second of one core; heap at most %,d MB%n",
                name, accepted, seconds, accepted / seconds, cpuSeconds, accepted / cpuSeconds, Runtime.getRuntime().maxMemory() >> 20);
    }

    /// What the whole process has used, which says more than a clock where others work, too.
    private static long cpuNanos()
    {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /// Every fourth member is of a lane.
    private static final class MadeUpRows
            implements LaneSource
    {
        private final String[] titles = new String[100];
        private long member;

        private MadeUpRows(int lane)
        {
            member = lane;
            for (int i = 0; i < titles.length; i++) {
                titles[i] = "Your basket waits, number " + i;
            }
        }

        @Override
        public List<OutboxRow> next(int count)
        {
            List<OutboxRow> rows = new ArrayList<>();
            for (int i = 0; i < count && member < ROWS; i++) {
                rows.add(TestingRow.of(member, RowAction.SEND, new Object[] {titles[(int) (member % titles.length)], "C-" + member}));
                member += LANES;
            }
            return rows;
        }

        @Override
        public void skip(long count)
        {
            member += LANES * count;
        }

        @Override
        public void close()
        {}
    }

    /// What a journal costs is measured where it is.
    private static final class NoJournal
            implements DeliveryJournal
    {
        @Override
        public Replay replay()
        {
            return Replay.EMPTY;
        }

        @Override
        public void plan(LanePlan plan)
        {}

        @Override
        public void intend(List<BatchIntent> intents)
        {}

        @Override
        public void record(List<BatchOutcome> outcomes)
        {}
    }
}
