package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.trinocrowd.catalog.CatalogCache;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.catalog.Json;
import dev.trinocrowd.catalog.Times;
import dev.trinocrowd.export.caps.Caps;
import dev.trinocrowd.export.caps.CountBuffer;
import dev.trinocrowd.export.caps.MemberCounts;
import dev.trinocrowd.export.caps.Period;
import dev.trinocrowd.storage.CommitConflictException;
import dev.trinocrowd.storage.CommitLog;
import dev.trinocrowd.storage.CorruptFileException;
import dev.trinocrowd.storage.FileStore;
import dev.trinocrowd.storage.TableWriter;
import dev.trinocrowd.storage.WrittenBucket;
import io.trino.filesystem.Location;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// What counts against the caps of one destination, over all export tables: the rounds that are open, and what members got in those that have
/// ended.
///
/// A round is in the ledger before it sends, and what it came to takes its place there in one commit. Of two rounds that are open at a time the
/// later one counts the rows of the earlier one, so that together they keep the caps however they end.
final class CapsLedger
{
    private static final int MAX_ATTEMPTS = 100;
    private static final int KEPT_VERSIONS = 20;
    /// Whoever reads a table of counts without having pinned it has ended by then.
    private static final Duration KEPT = Duration.ofHours(24);
    private static final long MERGE_BYTES = 64L << 20;

    private final CommitLog log;
    private final CountTables tables;
    private final Clock clock;

    private record Tip(LedgerManifest manifest, long next)
    {}

    /// What other rounds say of themselves.
    interface OpenRows
    {
        /// @param members gets the member of each row that has left, may have left, or may still leave
        /// @return false if the round never began
        boolean visit(OpenRound round, LongConsumer members);
    }

    CapsLedger(FileStore files, CatalogCache cache, Location catalog, String destination, Clock clock)
    {
        this.clock = requireNonNull(clock, "clock is null");
        String folder = DestinationFolders.relative(destination) + "/caps";
        log = new CommitLog(files, catalog.appendPath(folder).appendPath("_log"));
        tables = new CountTables(files, cache, catalog, folder, clock);
    }

    CountTables tables()
    {
        return tables;
    }

    LedgerManifest latest()
    {
        return tip().manifest();
    }

    private Tip tip()
    {
        CommitLog.Tip tip = log.tip(0);
        return new Tip(tip.text().map(text -> parse(tip.version(), text)).orElse(LedgerManifest.EMPTY), tip.next());
    }

    private LedgerManifest parse(long version, byte[] text)
    {
        String file = log.file(version).toString();
        LedgerManifest manifest = Json.read(file, text, LedgerManifest.class);
        if (manifest.format() != LedgerManifest.FORMAT || manifest.version() != version) {
            throw new CorruptFileException(file, "expected format %s of version %s, found format %s of version %s"
                    .formatted(LedgerManifest.FORMAT, version, manifest.format(), manifest.version()));
        }
        return manifest;
    }

    /// Enters a round that is about to begin.
    ///
    /// @return what it is to keep
    RoundCaps register(ExportEntry export, Caps caps, OpenRows rows)
    {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Tip tip = tip();
            UUID id = UUID.randomUUID();
            long day = day(caps.zone());
            List<OpenRound> begun = new ArrayList<>();
            Optional<CountLayer> others = writeOthers(others(tip.manifest(), export), day, rows, begun);
            List<CountLayer> layers = ImmutableList.copyOf(Iterables.concat(living(tip.manifest().layers(), day), others.stream().toList()));
            OpenRound round = new OpenRound(id, export, layers.stream().map(layer -> layer.table().id()).collect(toImmutableList()));
            List<OpenRound> open = ImmutableList.<OpenRound>builder().addAll(begun).add(round).build();
            if (commit(tip, tip.manifest().with(open, tip.manifest().layers()))) {
                return new RoundCaps(id, caps.caps(), caps.zone().getId(), day, layers);
            }
            others.ifPresent(layer -> tables.deleteQuietly(layer.table().id()));
        }
        throw tooMany();
    }

    /// What a round would be given to keep if it began now. Nothing is written.
    RoundCaps preview(Caps caps)
    {
        long day = day(caps.zone());
        return new RoundCaps(new UUID(0, 0), caps.caps(), caps.zone().getId(), day, living(latest().layers(), day));
    }

    /// What the rounds of other export tables that are open count for in a preview.
    MemberCounts previewOthers(ExportEntry export, OpenRows rows)
    {
        MemberCounts[] sum = {MemberCounts.EMPTY};
        CountBuffer buffer = new CountBuffer(part -> sum[0] = sum[0].plus(part));
        others(latest(), export).forEach(round -> rows.visit(round, buffer::add));
        buffer.flush();
        return sum[0];
    }

    /// An export table has one round at a time: an entry of its own is of a round that did not get as far as to begin.
    private static List<OpenRound> others(LedgerManifest manifest, ExportEntry export)
    {
        return manifest.open().stream().filter(round -> !round.export().id().equals(export.id())).collect(toImmutableList());
    }

    /// @param begun gets the rounds that have begun
    private Optional<CountLayer> writeOthers(List<OpenRound> rounds, long day, OpenRows rows, List<OpenRound> begun)
    {
        if (rounds.isEmpty()) {
            return Optional.empty();
        }
        return write(day, members -> rounds.stream().filter(round -> rows.visit(round, members)).forEach(begun::add));
    }

    /// Writes a table that nothing leads to yet.
    ///
    /// @return empty if there are no members
    Optional<CountLayer> write(long day, Consumer<LongConsumer> rows)
    {
        UUID id = UUID.randomUUID();
        try (CountWriter writer = new CountWriter(tables.writer(id, MERGE_BYTES))) {
            rows.accept(writer::add);
            List<WrittenBucket> written = writer.finish();
            return written.isEmpty() ? Optional.empty() : Optional.of(tables.create(id, written, day));
        }
    }

    /// A writer of what a lane of a round has sent.
    CountWriter writer(RoundCaps caps, long maxBytes)
    {
        return new CountWriter(tables.writer(caps.id(), maxBytes));
    }

    /// Whether a round is entered, and may send.
    boolean isOpen(RoundCaps caps)
    {
        return latest().isOpen(caps.id());
    }

    /// Puts what a round has sent in its place; nothing if that was done.
    void settle(RoundCaps caps, List<WrittenBucket> counts)
    {
        if (isOpen(caps)) {
            settle(caps, counts.isEmpty() ? Optional.empty() : Optional.of(tables.create(caps.id(), counts, day(caps))));
        }
    }

    void settle(RoundCaps caps, Optional<CountLayer> counts)
    {
        change(manifest -> {
            if (!manifest.isOpen(caps.id())) {
                return manifest;
            }
            List<OpenRound> open = manifest.open().stream().filter(round -> !round.id().equals(caps.id())).collect(toImmutableList());
            return manifest.with(open, ImmutableList.copyOf(Iterables.concat(counts.stream().toList(), living(manifest.layers(), day(caps)))));
        });
        mergeLayers(day(caps));
    }

    /// Deletes counts that a crash has left behind.
    void clean()
    {
        tables.deleteOrphans(latest().known(), clock.instant().minus(KEPT));
    }

    /// Puts the newest layers together while the next one is not much larger than they are, so that there are few and each row is written few times.
    private void mergeLayers(long day)
    {
        List<CountLayer> layers = latest().layers();
        if (layers.isEmpty()) {
            return;
        }
        int count = 1;
        long rows = layers.getFirst().rows();
        while (count < layers.size() && layers.get(count).rows() <= 2 * rows) {
            rows += layers.get(count).rows();
            count++;
        }
        if (count == 1) {
            return;
        }
        List<CountLayer> parts = layers.subList(0, count);
        CountLayer merged = merge(parts, day);
        change(manifest -> {
            if (!manifest.layers().containsAll(parts)) {
                return manifest;
            }
            return manifest.with(
                    manifest.open(),
                    manifest.layers().stream()
                            .filter(layer -> layer.equals(parts.getFirst()) || !parts.contains(layer))
                            .map(layer -> layer.equals(parts.getFirst()) ? merged : layer)
                            .collect(toImmutableList()));
        });
    }

    private CountLayer merge(List<CountLayer> parts, long day)
    {
        long newest = parts.stream().mapToLong(CountLayer::day).max().orElseThrow();
        List<CountTables.Reader> readers = parts.stream().map(tables::read).collect(toImmutableList());
        UUID id = UUID.randomUUID();
        try (TableWriter writer = tables.writer(id, MERGE_BYTES)) {
            for (int bucket = 0; bucket < CountTables.BUCKETS; bucket++) {
                TreeSet<Long> days = new TreeSet<>();
                for (CountTables.Reader reader : readers) {
                    days.addAll(reader.days(bucket));
                }
                for (long counted : days.tailSet(day - Period.mostDays(), false)) {
                    MemberCounts sum = MemberCounts.EMPTY;
                    for (CountTables.Reader reader : readers) {
                        sum = sum.plus(reader.counts(bucket, counted));
                    }
                    CountTables.write(writer, newest - counted, 0, sum);
                }
            }
            return tables.create(id, writer.finish(), newest);
        }
    }

    private static List<CountLayer> living(List<CountLayer> layers, long day)
    {
        return layers.stream().filter(layer -> day - layer.day() < Period.mostDays()).collect(toImmutableList());
    }

    long day(RoundCaps caps)
    {
        return day(ZoneId.of(caps.zone()));
    }

    private long day(ZoneId zone)
    {
        return LocalDate.ofInstant(clock.instant(), zone).toEpochDay();
    }

    private void change(UnaryOperator<LedgerManifest> change)
    {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Tip tip = tip();
            LedgerManifest changed = change.apply(tip.manifest());
            if (changed.equals(tip.manifest()) || commit(tip, changed)) {
                return;
            }
        }
        throw tooMany();
    }

    private boolean commit(Tip tip, LedgerManifest changed)
    {
        long time = Times.micros(clock.instant());
        long keptSince = Times.micros(clock.instant().minus(KEPT));
        tip.manifest().retired().stream().filter(table -> table.since() < keptSince).forEach(table -> tables.deleteQuietly(table.id()));
        if (!log.commit(tip.next(), Json.write(changed.committed(tip.manifest(), tip.next(), time, keptSince)))) {
            return false;
        }
        if (tip.next() % KEPT_VERSIONS == 0) {
            log.deleteQuietly(log.versions(1).stream().filter(version -> version <= tip.next() - KEPT_VERSIONS).toList());
        }
        return true;
    }

    private static CommitConflictException tooMany()
    {
        return new CommitConflictException("Too many others are changing the counts of a destination with caps: %s attempts to commit came too late. Run the statement again"
                .formatted(MAX_ATTEMPTS));
    }
}
