package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterators;
import com.google.common.collect.Streams;
import dev.trinocrowd.algebra.RoomListener;
import dev.trinocrowd.catalog.CatalogCache;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.catalog.TableEntry;
import dev.trinocrowd.catalog.TableStore;
import dev.trinocrowd.catalog.Times;
import dev.trinocrowd.export.caps.MemberCounts;
import dev.trinocrowd.export.delivery.DeliveryId;
import dev.trinocrowd.export.delivery.KnownRow;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowOutcome;
import dev.trinocrowd.export.delivery.RowOutcomes;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.storage.CommitConflictException;
import dev.trinocrowd.storage.CommitLog;
import dev.trinocrowd.storage.FileStore;
import dev.trinocrowd.storage.WrittenBucket;
import io.airlift.slice.Slice;
import io.trino.filesystem.FileEntry;
import io.trino.filesystem.Location;

import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.trinocrowd.export.outbox.RunRecord.Status.DELIVERED;
import static dev.trinocrowd.export.outbox.RunRecord.Status.INTERRUPTED;
import static dev.trinocrowd.export.outbox.RunRecord.Status.STOPPED;
import static java.util.Objects.requireNonNull;

/// What an export table keeps in its folder.
public final class ExportStore
{
    /// With more, finding a member's state takes too long.
    private static final int MAX_LAYERS = 8;
    private static final String OUTBOX_FOLDER = "_log";
    private static final String RUNS_FOLDER = "_runs";
    private static final String ROUNDS_FOLDER = "rounds";
    private static final String GIVEN_UP_FOLDER = "_given_up";

    private final FileStore files;
    private final CatalogCache cache;
    private final Location catalog;
    private final Location folder;
    private final ExportEntry entry;
    private final Clock clock;
    private final OutboxLog outbox;
    private final RunLog runs;
    private final CapsLedger ledger;
    private final RoundEntry rounds;
    private final LaneRows lanes;
    private final JournalArchive journals;

    /// @param catalog the catalog's folder
    public ExportStore(FileStore files, CatalogCache cache, Location catalog, ExportEntry entry, Clock clock)
    {
        this.files = requireNonNull(files, "files is null");
        this.cache = requireNonNull(cache, "cache is null");
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.entry = requireNonNull(entry, "entry is null");
        this.clock = requireNonNull(clock, "clock is null");
        folder = catalog.appendPath(entry.folder());
        outbox = new OutboxLog(new CommitLog(files, folder.appendPath(OUTBOX_FOLDER)), entry.id(), clock);
        runs = new RunLog(new CommitLog(files, folder.appendPath(RUNS_FOLDER)), entry.id(), clock);
        ledger = new CapsLedger(files, cache, catalog, entry.destination(), clock);
        rounds = new RoundEntry(entry, outbox, ledger, other -> new ExportStore(files, cache, catalog, other, clock));
        lanes = new LaneRows(entry, () -> new RowFiles(files, folder), crowd -> tableStore(crowd.table()).openPinned(crowd.version()), ledger.tables());
        journals = new JournalArchive(files, folder.appendPath(ROUNDS_FOLDER), new CommitLog(files, folder.appendPath(GIVEN_UP_FOLDER)), clock);
    }

    public ExportEntry entry()
    {
        return entry;
    }

    public OutboxManifest latest()
    {
        return outbox.latest();
    }

    /// A writer of rows to stage.
    public RowFileWriter writer(long maxBytes)
    {
        return new RowFileWriter(files, folder, entry.shards(), maxBytes);
    }

    public RowFile open(RowFileRecord file)
    {
        return RowFile.open(files, folder, file);
    }

    /// Commits rows as one outbox snapshot.
    public OutboxManifest stage(List<RowFileRecord> written, String query, String user)
    {
        long rows = written.stream().mapToLong(RowFileRecord::rows).sum();
        return outbox.commit((latest, next, time) -> latest.withPending(ImmutableList.<StagedRows>builder()
                .addAll(latest.pending())
                .add(new StagedRows(next, time, query, user, rows, written))
                .build()));
    }

    /// Goes on with what an earlier run has left, or begins with what is staged.
    ///
    /// @param fence of the lease
    /// @param inputs asked for if nothing was left
    /// @return empty if there is nothing to do
    public Optional<Round> beginRun(long fence, String query, String user, ExportName table, Supplier<RoundInputs> inputs)
    {
        closeIfDelivered();
        OutboxManifest before = outbox.latest();
        before.round().ifPresent(round -> runs.record(round, () -> histories(round), INTERRUPTED, Optional.of("the run ended by a failure, or with its server")));
        if (before.round().isEmpty() && before.pending().isEmpty() && entry.source().isEmpty()) {
            return Optional.empty();
        }
        Optional<RoundInputs> fresh = before.round().isPresent() ? Optional.empty() : Optional.of(inputs.get());
        Optional<PinnedCrowd> held = fresh.flatMap(RoundInputs::source).map(source -> before.held().orElseGet(() -> createHeld(source.table().buckets())));
        // Entered before it begins: who begins later is to see it.
        Optional<RoundCaps> caps = fresh.flatMap(rounds::register);
        Round begun = outbox.commit((latest, next, time) -> {
            RunStart run = new RunStart(latest.lastRun() + 1, fence, time, query, user);
            if (latest.round().map(round -> round.lastRun().fence()).orElse(0L) > fence || latest.round().isPresent() == fresh.isPresent()) {
                throw new CommitConflictException("Another run has begun to deliver the export table. This one has sent nothing");
            }
            if (latest.round().isPresent()) {
                return latest.withRound(latest.round().orElseThrow().withRun(run), latest.pending());
            }
            RoundInputs chosen = fresh.orElseThrow();
            Round round = new Round(
                    table,
                    latest.lastRound() + 1,
                    next,
                    time,
                    chosen.lanes(),
                    latest.pending(),
                    chosen.source(),
                    chosen.suppressions(),
                    latest.layers(),
                    held,
                    caps,
                    ImmutableList.of(run));
            return latest.withRound(round, ImmutableList.of());
        }).round().orElseThrow();
        return Optional.of(rounds.registered(begun, inputs));
    }

    /// A run that ended between its record and the end of its round has delivered all the same: another one would count its rows again.
    private void closeIfDelivered()
    {
        outbox.latest().round()
                .filter(round -> run(round.lastRun().number()).filter(run -> run.status() == DELIVERED).isPresent())
                .ifPresent(round -> endRun(round, _ -> {}));
    }

    /// The set of members that the destination has, at first empty.
    private PinnedCrowd createHeld(int buckets)
    {
        UUID id = UUID.randomUUID();
        TableEntry table = new TableEntry(
                id,
                entry.folder() + "/held-" + id,
                ImmutableList.of(),
                entry.member(),
                Optional.empty(),
                buckets,
                Optional.empty(),
                Map.of());
        return new PinnedCrowd("held", table, tableStore(table).create(ImmutableList.of()).version());
    }

    /// Ends a run: the round with it, if all of its lanes are done.
    ///
    /// @param complete what else is to be done when all rows have gone
    /// @return what is known of the run
    public RunRecord endRun(Round round, Consumer<List<LaneHistory>> complete)
    {
        List<LaneHistory> lanes = histories(round);
        if (!lanes.stream().allMatch(lane -> lane.result().isPresent())) {
            Optional<String> reason = lanes.stream().flatMap(lane -> lane.stopped().stream()).findFirst();
            return runs.record(round, () -> lanes, reason.isPresent() ? STOPPED : INTERRUPTED, reason);
        }
        List<LaneResult> results = lanes.stream().map(lane -> lane.result().orElseThrow()).collect(toImmutableList());
        complete.accept(lanes);
        Optional<PinnedCrowd> held = round.held().map(before -> changeHeld(before, results.stream().flatMap(result -> result.held().stream()).collect(toImmutableList())));
        List<RowFileRecord> state = results.stream().flatMap(result -> result.state().stream()).collect(toImmutableList());
        RunRecord record = runs.record(round, () -> lanes, DELIVERED, Optional.empty());
        // After the record, by which the next run knows that nothing is left to be sent, and does not enter the round again.
        round.caps().ifPresent(caps -> ledger.settle(caps, results.stream().flatMap(result -> result.counts().stream()).collect(toImmutableList())));
        outbox.commit((latest, _, _) -> {
            if (!latest.round().map(Round::lastRun).equals(Optional.of(round.lastRun()))) {
                throw new CommitConflictException("A later run has taken over the delivery");
            }
            ImmutableList.Builder<StateLayer> layers = ImmutableList.builder();
            if (!state.isEmpty()) {
                layers.add(new StateLayer(round.number(), state));
            }
            if (!isStateMerged(round)) {
                layers.addAll(round.layers());
            }
            return latest.withoutRound(layers.build(), held);
        });
        return record;
    }

    /// Rounds follow one another, so that the version says whether this was done by a run that did not get as far as to say so.
    private PinnedCrowd changeHeld(PinnedCrowd before, List<WrittenBucket> changes)
    {
        TableStore table = tableStore(before.table());
        long latest = table.latest().version();
        if (latest == before.version() && !changes.isEmpty()) {
            latest = table.merge(table.openPinned(before.version()), changes).version();
        }
        return new PinnedCrowd(before.name(), before.table(), latest);
    }

    /// Makes sure that what an open round has sent counts against the caps of its destination when the export table is gone.
    ///
    /// @param isSending whether a delivery is on its way, by the number of its lease
    /// @return what is to be done once the table is dropped
    public Runnable prepareDrop(RowReading reading, LongPredicate isSending)
    {
        return rounds.prepareDrop(reading, isSending);
    }

    /// @return empty if it has not ended, or nobody has said so
    public Optional<RunRecord> run(long number)
    {
        return runs.find(number);
    }

    /// The runs that have ended, the first first.
    public List<RunRecord> runs()
    {
        return runs.all();
    }

    /// A run that has not ended, as far as its journals say.
    public RunRecord current(Round round)
    {
        return runs.describe(round, histories(round), INTERRUPTED, Optional.empty());
    }

    /// All rounds whose journals are there, the first first.
    public List<DeliveredRound> rounds()
    {
        long givenUp = journals.givenUp();
        Map<Long, DeliveredRound> rounds = new TreeMap<>();
        for (RunRecord run : runs()) {
            rounds.put(run.round(), new DeliveredRound(run.round(), new DeliveryId(entry.id(), run.firstVersion(), run.lastVersion()), run.lanes()));
        }
        outbox.latest().round().map(this::journals).ifPresent(round -> rounds.put(round.number(), round));
        return rounds.values().stream().filter(round -> round.number() > givenUp).collect(toImmutableList());
    }

    private DeliveredRound journals(Round round)
    {
        return new DeliveredRound(round.number(), round.delivery(entry.id()), round.lanes());
    }

    public List<LaneHistory> histories(Round round)
    {
        return IntStream.range(0, round.lanes()).mapToObj(lane -> history(round, lane)).collect(toImmutableList());
    }

    public LaneHistory history(Round round, int lane)
    {
        return history(journals(round), lane);
    }

    public LaneHistory history(DeliveredRound round, int lane)
    {
        return LaneHistory.read(journals.journal(round.number(), lane), round.delivery(), lane);
    }

    LaneJournal openJournal(Round round, int lane)
    {
        return LaneJournal.open(journals.journal(round.number(), lane), round.delivery(entry.id()), lane, round.lastRun().fence(), round.lastRun().number());
    }

    /// Whether a round's state is to take the place of all layers before it.
    static boolean isStateMerged(Round round)
    {
        return round.layers().size() >= MAX_LAYERS;
    }

    /// What is known of the members of a lane after a round, merged into one layer.
    List<RowFileRecord> mergeState(Round round, int lane, List<RowFileRecord> changes, long maxBytes)
    {
        try (RowFileWriter writer = writer(maxBytes)) {
            return lanes.mergeState(round, lane, changes, writer);
        }
    }

    CapsLedger ledger()
    {
        return ledger;
    }

    TableStore tableStore(TableEntry table)
    {
        return new TableStore(files, cache, catalog, table, clock);
    }

    /// The rows of a lane: the same ones, in the same order, whenever they are asked for.
    ///
    /// @param arm of a payload
    /// @param room hears of what is kept as long as they are read
    Iterator<LaneRow> rows(Round round, int lane, Function<Slice, Optional<Long>> arm, RoomListener room)
    {
        return lanes.of(Preview.of(round), lane, arm, room);
    }

    /// The rows of a lane that are to be sent and have no outcome.
    ///
    /// @param room hears of what is kept as long as they are read
    public Iterator<PendingRow> pending(Round round, int lane, RowSchema schema, PayloadReader payloads, RoomListener room)
    {
        Iterator<KnownRow> known = outcomes(round, lane, schema, new StagedLane(rows(round, lane, payloads::arm, room), payloads, _ -> {}, room));
        return Streams.stream(known)
                .filter(row -> row.outcome() == RowOutcome.PENDING && row.row().action() == RowAction.SEND)
                .map(row -> new PendingRow(row.row().member(), StagedLane.origin(row.row()).payload()))
                .iterator();
    }

    /// Shows each row of a lane with what would become of it.
    public void visit(Preview preview, int lane, RowSchema schema, PayloadReader payloads, BiConsumer<LaneRow, RowOutcome> visitor)
    {
        Iterator<LaneRow> rows = lanes.of(preview, lane, payloads::arm, RoomListener.NONE);
        outcomes(preview.round(), lane, schema, new StagedLane(rows, payloads, row -> visitor.accept(row, RowOutcome.SUPPRESSED), RoomListener.NONE))
                .forEachRemaining(known -> visitor.accept(StagedLane.origin(known.row()), known.outcome()));
    }

    /// The rows that a lane is to send, with what became of them so far.
    Iterator<KnownRow> outcomes(Round round, int lane, RowSchema schema, StagedLane rows)
    {
        return new RowOutcomes(round.delivery(entry.id()), lane, schema, rows, history(round, lane).replay());
    }

    /// What a run would deliver if it began now. Nothing is written.
    ///
    /// @return empty if there is nothing to do
    public Optional<Preview> preview(ExportName table, Supplier<RoundInputs> inputs)
    {
        OutboxManifest latest = outbox.latest();
        if (latest.round().isPresent()) {
            return latest.round().map(Preview::of);
        }
        if (latest.pending().isEmpty() && entry.source().isEmpty()) {
            return Optional.empty();
        }
        RoundInputs chosen = inputs.get();
        RunStart nobody = new RunStart(latest.lastRun() + 1, 0, latest.time(), "", "");
        Round round = new Round(
                table,
                latest.lastRound() + 1,
                latest.version(),
                latest.time(),
                chosen.lanes(),
                latest.pending(),
                chosen.source(),
                chosen.suppressions(),
                latest.layers(),
                latest.held(),
                chosen.caps().map(declared -> ledger.preview(declared.caps())),
                ImmutableList.of(nobody));
        MemberCounts others = chosen.caps()
                .map(declared -> ledger.previewOthers(entry, (open, members) -> rounds.visitOpen(open, declared.reading(), members)))
                .orElse(MemberCounts.EMPTY);
        return Optional.of(new Preview(round, others));
    }

    /// What is known of each member of a shard.
    public Iterator<Map.Entry<Long, MemberState>> states(List<StateLayer> layers, int shard)
    {
        StateRows rows = new StateRows(new RowFiles(files, folder), layers, shard);
        return Iterators.transform(rows, known -> Map.entry(known.member(), MemberState.decode(known.state())));
    }

    /// The members that the destination has of a crowd that is mirrored.
    public Iterator<Long> held(PinnedCrowd held)
    {
        CrowdMembers members = lanes.crowd(held, RoomListener.NONE);
        return IntStream.range(0, members.bucketCount()).boxed().flatMap(bucket -> {
            Iterator<Long> ids = members.bucket(bucket).iterator();
            return Streams.stream(ids);
        }).iterator();
    }

    /// Deletes what no delivery needs and no query may read any more. What a crash leaves goes the next time.
    public void clean(OutboxRetention retention)
    {
        removeRowFiles(retention);
        OutboxManifest latest = outbox.latest();
        journals.clean(latest.round().map(Round::number).orElse(latest.lastRound() + 1), retention);
        ledger.clean();
    }

    /// Deletes row files that are in no delivery and no state.
    ///
    /// @return how many
    public int removeRowFiles(OutboxRetention retention)
    {
        Instant now = clock.instant();
        RowFileCleaning cleaning = new RowFileCleaning(files, folder);
        List<FileEntry> found = cleaning.list();
        List<OutboxManifest> readable = outbox.since(Times.micros(now.minus(retention.readers())));
        Set<String> needed = RowFileCleaning.paths(readable);
        // What lanes that are done have found out becomes a part of the state when the round ends.
        readable.stream().findFirst().flatMap(OutboxManifest::round).stream()
                .flatMap(round -> histories(round).stream())
                .flatMap(lane -> lane.result().stream())
                .forEach(result -> RowFileCleaning.add(result.state(), needed));
        return cleaning.delete(found, needed, now.minus(retention.files()));
    }

    Clock clock()
    {
        return clock;
    }
}
