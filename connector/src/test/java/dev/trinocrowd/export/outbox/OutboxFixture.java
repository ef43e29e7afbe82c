package dev.trinocrowd.export.outbox;

import dev.trinocrowd.algebra.RoomListener;
import dev.trinocrowd.catalog.CatalogCache;
import dev.trinocrowd.catalog.ExportColumn;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.catalog.ExportMode;
import dev.trinocrowd.catalog.TableEntry;
import dev.trinocrowd.catalog.TableStore;
import dev.trinocrowd.export.caps.MemberCounts;
import dev.trinocrowd.export.delivery.Backoff;
import dev.trinocrowd.export.delivery.DeliverySettings;
import dev.trinocrowd.export.delivery.Grouping;
import dev.trinocrowd.export.delivery.Idempotency;
import dev.trinocrowd.export.delivery.LanePlan;
import dev.trinocrowd.export.delivery.OnUnknown;
import dev.trinocrowd.export.delivery.PayloadColumn;
import dev.trinocrowd.export.delivery.PayloadKind;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.delivery.Sender;
import dev.trinocrowd.storage.EncodedKey;
import dev.trinocrowd.storage.FileStore;
import dev.trinocrowd.storage.TableWriter;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.filesystem.Location;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.IntStream;

/// An export table of one payload column, and how it is delivered.
final class OutboxFixture
{
    static final ExportName NAME = new ExportName("push", "summer");
    static final int LANES = 3;
    private static final String CATALOG = "memory:///crowd";
    static final RowReading READING = new RowReading()
    {
        @Override
        public RowSchema schema(ExportEntry table)
        {
            return OutboxFixture.schema(table);
        }

        @Override
        public PayloadReader payloads(ExportEntry table)
        {
            return new Titles(table);
        }
    };
    private static final int BATCH_ROWS = 4;

    private final FileStore files;
    private final Location catalog;
    private final Clock clock;
    private final ExportEntry entry;

    OutboxFixture(FileStore files, Clock clock, ExportMode mode, Optional<String> source, List<Long> control)
    {
        this(files, clock, mode, source, control, 1);
    }

    /// @param number of the table, of which a catalog may have several
    OutboxFixture(FileStore files, Clock clock, ExportMode mode, Optional<String> source, List<Long> control, int number)
    {
        this(files, CATALOG, clock, mode, source, control, number);
    }

    OutboxFixture(FileStore files, String catalog, Clock clock, ExportMode mode, Optional<String> source, List<Long> control, int number)
    {
        this.catalog = Location.of(catalog);
        this.files = files;
        this.clock = clock;
        UUID id = UUID.nameUUIDFromBytes(new byte[] {(byte) number});
        List<ExportColumn> columns = source.isPresent() ? List.of() : List.of(new ExportColumn("title", "varchar", Optional.empty()));
        entry = new ExportEntry(id, "push/" + id, "user_id", Optional.empty(), columns, "sink", mode, source, List.of(), control, 8, Optional.empty());
    }

    /// As another process finds it.
    ExportStore store()
    {
        return new ExportStore(files, cache(), catalog, entry, clock);
    }

    private static CatalogCache cache()
    {
        return new CatalogCache(1 << 20, 1 << 20);
    }

    /// @param rows members and titles
    void stage(Object... rows)
    {
        ExportStore store = store();
        try (RowFileWriter writer = store.writer(1 << 20)) {
            for (int i = 0; i < rows.length; i += 2) {
                writer.add(((Number) rows[i]).longValue(), Slices.utf8Slice((String) rows[i + 1]));
            }
            store.stage(writer.finish(), "query", "user");
        }
    }

    /// A crowd of the catalog as it is now.
    PinnedCrowd crowd(String name, long... members)
    {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        TableEntry table = new TableEntry(id, "app/" + id, List.of(), "user_id", Optional.empty(), 4, Optional.empty(), Map.of());
        TableStore store = store().tableStore(table);
        TableWriter writer = store.insertWriter(Optional.empty(), 1 << 20);
        for (long member : members) {
            writer.add(EncodedKey.EMPTY, member);
        }
        try {
            store.create(List.of());
        }
        catch (RuntimeException _) {
            // it is there already
        }
        return new PinnedCrowd(name, table, store.replace(writer.finish()).version());
    }

    /// Runs one `deliver`.
    ///
    /// @return empty if there was nothing to deliver
    Optional<RunRecord> deliver(Sender sender, long fence, RoundInputs inputs)
            throws InterruptedException
    {
        Optional<Round> round = store().beginRun(fence, "query", "user", NAME, () -> inputs);
        if (round.isEmpty()) {
            return Optional.empty();
        }
        for (int lane = 0; lane < round.orElseThrow().lanes(); lane++) {
            laneRun(round.orElseThrow(), lane).run(sender);
        }
        return Optional.of(store().endRun(round.orElseThrow(), _ -> {}));
    }

    Optional<RunRecord> deliver(Sender sender, long fence)
            throws InterruptedException
    {
        return deliver(sender, fence, new RoundInputs(LANES, Optional.empty(), List.of(), Optional.empty()));
    }

    LaneRun laneRun(Round round, int lane)
    {
        return laneRun(round, lane, RoomListener.NONE);
    }

    LaneRun laneRun(Round round, int lane, RoomListener room)
    {
        return new LaneRun(store(), round, lane, schema(), READING.payloads(entry), settings(), 1 << 20, room);
    }

    /// Begins a round, and leaves it open when some of its lanes are done.
    Round begin(Sender sender, long fence, RoundInputs inputs, int... lanes)
            throws InterruptedException
    {
        Round round = store().beginRun(fence, "query", "user", NAME, () -> inputs).orElseThrow();
        for (int lane : lanes) {
            laneRun(round, lane).run(sender);
        }
        return round;
    }

    /// Rows of a round by what would become of them, with the reasons of those that stay.
    Map<String, Long> preview(RoundInputs inputs)
    {
        Preview preview = store().preview(NAME, () -> inputs).orElseThrow();
        Map<String, Long> counts = new HashMap<>();
        for (int lane = 0; lane < preview.round().lanes(); lane++) {
            store().visit(preview, lane, schema(), READING.payloads(entry), (row, outcome) -> counts.merge(row.withheld().orElse(outcome.toString()), 1L, Long::sum));
        }
        return counts;
    }

    /// What members got, by day, as the ledger of the destination says.
    Map<Long, Map<Long, Integer>> counted()
    {
        CapsLedger ledger = store().ledger();
        Map<Long, Map<Long, Integer>> counted = new HashMap<>();
        for (CountLayer layer : ledger.latest().layers()) {
            CountTables.Reader reader = ledger.tables().read(layer);
            for (int bucket = 0; bucket < CountTables.BUCKETS; bucket++) {
                for (long day : reader.days(bucket)) {
                    MemberCounts counts = reader.counts(bucket, day);
                    for (int digit = 0; digit < counts.digits(); digit++) {
                        int value = 1 << digit;
                        counts.forEach(digit, member -> counted.computeIfAbsent(day, _ -> new HashMap<>()).merge(member, value, Integer::sum));
                    }
                }
            }
        }
        return counted;
    }

    RowSchema schema()
    {
        return schema(entry);
    }

    private static RowSchema schema(ExportEntry entry)
    {
        return new RowSchema(
                "user_id",
                entry.columns().stream().map(column -> PayloadColumn.of(column.name(), PayloadKind.VARCHAR)).toList(),
                entry.mode() == ExportMode.MIRROR);
    }

    private static DeliverySettings settings()
    {
        return new DeliverySettings(
                new LanePlan(BATCH_ROWS, BATCH_ROWS, Grouping.NONE),
                2,
                OptionalDouble.empty(),
                Backoff.DEFAULT,
                Idempotency.FOREVER,
                OnUnknown.HOLD,
                3);
    }

    /// Outcome and holding by member, as the state says.
    Map<Long, String> state()
    {
        Map<Long, String> states = new HashMap<>();
        ExportStore store = store();
        IntStream.range(0, entry.shards()).forEach(shard -> store.states(store.latest().layers(), shard).forEachRemaining(known -> {
            MemberState state = known.getValue();
            String text = "%s %s %s".formatted(state.outcome(), state.holding(), state.payload().toStringUtf8());
            if (states.put(known.getKey(), state.reason().isEmpty() ? text : text + " (" + state.reason() + ")") != null) {
                throw new AssertionError("member %s has two states".formatted(known.getKey()));
            }
        }));
        return states;
    }

    /// The payload is the title; its first letter, if it is a digit, the arm.
    private record Titles(ExportEntry entry)
            implements PayloadReader
    {
        @Override
        public Object[] values(Slice payload)
        {
            return entry.columns().isEmpty() ? new Object[0] : new Object[] {payload.toStringUtf8()};
        }

        @Override
        public Optional<Long> arm(Slice payload)
        {
            String title = payload.toStringUtf8();
            return !title.isEmpty() && Character.isDigit(title.charAt(0)) ? Optional.of((long) Character.digit(title.charAt(0), 10)) : Optional.empty();
        }
    }
}
