package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterators;
import com.google.common.collect.Streams;
import dev.trinocrowd.algebra.Buckets;
import dev.trinocrowd.catalog.CatalogCache;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.catalog.ExportMode;
import dev.trinocrowd.catalog.Json;
import dev.trinocrowd.catalog.TableEntry;
import dev.trinocrowd.catalog.TableStore;
import dev.trinocrowd.catalog.Times;
import dev.trinocrowd.export.caps.MemberCounts;
import dev.trinocrowd.export.delivery.DeliveryId;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowOutcome;
import dev.trinocrowd.export.delivery.RowOutcomes;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.storage.CommitConflictException;
import dev.trinocrowd.storage.CommitLog;
import dev.trinocrowd.storage.CorruptFileException;
import dev.trinocrowd.storage.FileStore;
import dev.trinocrowd.storage.WrittenBucket;
import io.airlift.slice.Slice;
import io.trino.filesystem.FileEntry;
import io.trino.filesystem.Location;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
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
    private static final int MAX_REGISTRATIONS = 10;
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
    private final CommitLog runs;
    private final CapsLedger ledger;
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
        runs = new CommitLog(files, folder.appendPath(RUNS_FOLDER));
        ledger = new CapsLedger(files, cache, catalog, entry.destination(), clock);
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
        before.round().ifPresent(round -> recordRun(round, INTERRUPTED, Optional.of("the run ended by a failure, or with its server")));
        if (before.round().isEmpty() && before.pending().isEmpty() && entry.source().isEmpty()) {
            return Optional.empty();
        }
        Optional<RoundInputs> fresh = before.round().isPresent() ? Optional.empty() : Optional.of(inputs.get());
        Optional<PinnedCrowd> held = fresh.flatMap(RoundInputs::source).map(source -> before.held().orElseGet(() -> createHeld(source.table().buckets())));
        // Entered before it begins: who begins later is to see it.
        Optional<RoundCaps> caps = fresh.flatMap(this::register);
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
        return Optional.of(registered(begun, inputs));
    }

    private Optional<RoundCaps> register(RoundInputs inputs)
    {
        return inputs.caps().map(declared -> ledger.register(entry, declared.caps(), (open, members) -> visitOpen(open, declared.reading(), members)));
    }

    /// A round that is not in the ledger has sent nothing, since nobody gets past here without: another delivery has begun between its entry and
    /// its begin, and has taken it for one that never began. So it begins anew, after that one.
    private Round registered(Round begun, Supplier<RoundInputs> inputs)
    {
        Round round = begun;
        for (int attempt = 0; attempt < MAX_REGISTRATIONS; attempt++) {
            if (round.caps().isEmpty() || ledger.isOpen(round.caps().orElseThrow())) {
                return round;
            }
            Optional<RoundCaps> caps = register(inputs.get());
            Round expected = round;
            round = outbox.commit((latest, _, _) -> {
                if (!latest.round().equals(Optional.of(expected))) {
                    throw new CommitConflictException("Another run has begun to deliver the export table. This one has sent nothing");
                }
                return latest.withRound(expected.withCaps(caps), latest.pending());
            }).round().orElseThrow();
        }
        throw new CommitConflictException("Others keep beginning to deliver to destination '%s'. This run has sent nothing".formatted(entry.destination()));
    }

    /// Shows the member of each row of an open round, of any export table, that was sent or may still be.
    ///
    /// @return false if the round never began
    private boolean visitOpen(OpenRound open, RowReading reading, LongConsumer members)
    {
        ExportStore store = new ExportStore(files, cache, catalog, open.export(), clock);
        Optional<Round> round = store.latest().round().filter(candidate -> candidate.caps().map(RoundCaps::id).equals(Optional.of(open.id())));
        round.ifPresent(begun -> store.visitSent(begun, reading, true, members));
        return round.isPresent();
    }

    /// @param isSending whether the rows that are pending may still leave
    private void visitSent(Round round, RowReading reading, boolean isSending, LongConsumer members)
    {
        RowSchema schema = reading.schema(entry);
        PayloadReader payloads = reading.payloads(entry);
        for (int lane = 0; lane < round.lanes(); lane++) {
            visit(round, lane, schema, payloads, (row, outcome) -> {
                if (LaneRun.isSent(row, outcome) || (isSending && row.action() == RowAction.SEND && outcome == RowOutcome.PENDING)) {
                    members.accept(row.member());
                }
            });
        }
    }

    /// Makes sure that what an open round has sent counts against the caps of its destination when the export table is gone.
    ///
    /// @param isSending whether a delivery is on its way, by the number of its lease
    /// @return what is to be done once the table is dropped
    public Runnable prepareDrop(RowReading reading, LongPredicate isSending)
    {
        Optional<Round> open = outbox.latest().round().filter(round -> round.caps().filter(ledger::isOpen).isPresent());
        if (open.isEmpty()) {
            return () -> {};
        }
        Round round = open.orElseThrow();
        RoundCaps caps = round.caps().orElseThrow();
        Optional<CountLayer> counts = ledger.write(ledger.day(caps), members -> visitSent(round, reading, isSending.test(round.lastRun().fence()), members));
        return () -> ledger.settle(caps, counts);
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
            return recordRun(round, reason.isPresent() ? STOPPED : INTERRUPTED, reason);
        }
        List<LaneResult> results = lanes.stream().map(lane -> lane.result().orElseThrow()).collect(toImmutableList());
        complete.accept(lanes);
        Optional<PinnedCrowd> held = round.held().map(before -> changeHeld(before, results.stream().flatMap(result -> result.held().stream()).collect(toImmutableList())));
        List<RowFileRecord> state = results.stream().flatMap(result -> result.state().stream()).collect(toImmutableList());
        RunRecord record = recordRun(round, DELIVERED, Optional.empty());
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

    private RunRecord recordRun(Round round, RunRecord.Status status, Optional<String> message)
    {
        Optional<RunRecord> known = run(round.lastRun().number());
        if (known.isPresent()) {
            return known.orElseThrow();
        }
        RunRecord record = record(round, status, message);
        runs.commit(round.lastRun().number(), Json.write(record));
        return record;
    }

    private RunRecord record(Round round, RunRecord.Status status, Optional<String> message)
    {
        List<List<Tally>> tallies = new ArrayList<>();
        for (LaneHistory lane : histories(round)) {
            tallies.add(lane.result().map(LaneResult::tallies).orElseGet(() -> BatchTallies.of(lane.replay())));
        }
        return new RunRecord(
                round.lastRun(),
                round.number(),
                round.lanes(),
                round.delivery(entry.id()).firstVersion(),
                round.delivery(entry.id()).lastVersion(),
                status,
                status == INTERRUPTED ? Optional.empty() : Optional.of(Times.micros(clock.instant())),
                round.stagedRows(),
                Tally.sum(tallies),
                message,
                UUID.randomUUID());
    }

    /// @return empty if it has not ended, or nobody has said so
    public Optional<RunRecord> run(long number)
    {
        return runs.read(number).map(text -> Json.read(runs.file(number).toString(), text, RunRecord.class));
    }

    /// The runs that have ended, the first first.
    public List<RunRecord> runs()
    {
        return runs.versions(1).reversed().stream().flatMap(number -> run(number).stream()).collect(toImmutableList());
    }

    /// A run that has not ended, as far as its journals say.
    public RunRecord current(Round round)
    {
        return record(round, INTERRUPTED, Optional.empty());
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

    /// The rows of a lane: the same ones, in the same order, whenever they are asked for.
    ///
    /// @param arm of a payload
    public Iterator<LaneRow> rows(Round round, int lane, Function<Slice, Optional<Long>> arm)
    {
        return rows(new Preview(round, MemberCounts.EMPTY), lane, arm);
    }

    private Iterator<LaneRow> rows(Preview preview, int lane, Function<Slice, Optional<Long>> arm)
    {
        Round round = preview.round();
        RowFiles rowFiles = new RowFiles(files, folder);
        RowFilter filter = new WithheldMembers(entry.control(), arm, crowds(round.suppressions()));
        if (round.source().isPresent()) {
            CrowdMembers source = crowd(round.source().orElseThrow());
            CrowdMembers held = round.held().map(this::crowd).orElseGet(() -> CrowdMembers.empty(source.bucketCount()));
            LongPredicate isOfLane = member -> source.bucketCount() != held.bucketCount() || Buckets.bucket(member, source.bucketCount()) % round.lanes() == lane;
            MemberCaps caps = caps(preview, isOfLane).orElse(MemberCaps.NONE);
            return new SourceRows(source, held, crowds(round.suppressions()).values().stream().toList(), lane, round.lanes(), filter, caps);
        }
        List<Integer> shards = shards(round, lane);
        Optional<MemberCaps> caps = caps(preview, member -> Shards.shard(member, entry.shards()) % round.lanes() == lane);
        return entry.mode() == ExportMode.APPEND
                ? new AppendRows(rowFiles, round.staged(), shards, filter, caps)
                : new LatestRows(rowFiles, round.staged(), round.layers(), shards, entry.mode() == ExportMode.MIRROR, filter, caps.orElse(MemberCaps.NONE));
    }

    private Optional<MemberCaps> caps(Preview preview, LongPredicate isOfLane)
    {
        return preview.round().caps().map(caps -> new MemberCaps(
                caps.caps(),
                caps.day(),
                caps.layers().stream().map(layer -> ledger.tables().read(layer)).collect(toImmutableList()),
                preview.others(),
                isOfLane));
    }

    CapsLedger ledger()
    {
        return ledger;
    }

    private List<Integer> shards(Round round, int lane)
    {
        return IntStream.range(0, entry.shards()).filter(shard -> shard % round.lanes() == lane).boxed().collect(toImmutableList());
    }

    private Map<String, CrowdMembers> crowds(List<PinnedCrowd> pinned)
    {
        Map<String, CrowdMembers> crowds = new LinkedHashMap<>();
        pinned.forEach(crowd -> crowds.put(crowd.name(), crowd(crowd)));
        return crowds;
    }

    private CrowdMembers crowd(PinnedCrowd pinned)
    {
        try {
            return new CrowdMembers(pinned, tableStore(pinned.table()).openPinned(pinned.version()));
        }
        catch (CorruptFileException e) {
            throw new CrowdGoneException(pinned, e);
        }
    }

    TableStore tableStore(TableEntry table)
    {
        return new TableStore(files, cache, catalog, table, clock);
    }

    /// Whether a round's state is to take the place of all layers before it.
    static boolean isStateMerged(Round round)
    {
        return round.layers().size() >= MAX_LAYERS;
    }

    /// What is known of the members of a lane after a round, merged into one layer.
    List<RowFileRecord> mergeState(Round round, int lane, List<RowFileRecord> changes, long maxBytes)
    {
        RowFiles rowFiles = new RowFiles(files, folder);
        List<StateLayer> layers = ImmutableList.<StateLayer>builder().add(new StateLayer(round.number(), changes)).addAll(round.layers()).build();
        try (RowFileWriter writer = writer(maxBytes)) {
            for (int shard : shards(round, lane)) {
                new StateRows(rowFiles, layers, shard).forEachRemaining(known -> writer.add(known.member(), known.state()));
            }
            return writer.finish();
        }
    }

    /// The rows of a lane that are to be sent and have no outcome.
    public List<PendingRow> pending(Round round, int lane, RowSchema schema, PayloadReader payloads)
    {
        ImmutableList.Builder<PendingRow> pending = ImmutableList.builder();
        visit(round, lane, schema, payloads, (row, outcome) -> {
            if (outcome == RowOutcome.PENDING && row.action() == RowAction.SEND) {
                pending.add(new PendingRow(row.member(), row.payload()));
            }
        });
        return pending.build();
    }

    /// Shows each row of a lane with what became of it so far.
    public void visit(Round round, int lane, RowSchema schema, PayloadReader payloads, BiConsumer<LaneRow, RowOutcome> visitor)
    {
        visit(new Preview(round, MemberCounts.EMPTY), lane, schema, payloads, visitor);
    }

    /// Shows each row of a lane with what would become of it.
    public void visit(Preview preview, int lane, RowSchema schema, PayloadReader payloads, BiConsumer<LaneRow, RowOutcome> visitor)
    {
        Round round = preview.round();
        StagedLane rows = new StagedLane(rows(preview, lane, payloads::arm), payloads, row -> visitor.accept(row, RowOutcome.SUPPRESSED));
        RowOutcomes.visit(
                round.delivery(entry.id()),
                lane,
                schema,
                rows,
                history(round, lane).replay(),
                (row, outcome, _, _) -> visitor.accept(StagedLane.origin(row), outcome));
    }

    /// What a run would deliver if it began now. Nothing is written.
    ///
    /// @return empty if there is nothing to do
    public Optional<Preview> preview(ExportName table, Supplier<RoundInputs> inputs)
    {
        OutboxManifest latest = outbox.latest();
        if (latest.round().isPresent()) {
            return latest.round().map(round -> new Preview(round, MemberCounts.EMPTY));
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
                .map(declared -> ledger.previewOthers(entry, (open, members) -> visitOpen(open, declared.reading(), members)))
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
        CrowdMembers members = crowd(held);
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
