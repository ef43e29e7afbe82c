package dev.trinocrowd.export.outbox;

import dev.trinocrowd.algebra.RoomListener;
import dev.trinocrowd.algebra.RoomScope;
import dev.trinocrowd.catalog.TableStore;
import dev.trinocrowd.catalog.Times;
import dev.trinocrowd.export.delivery.Deliverer;
import dev.trinocrowd.export.delivery.DeliverySettings;
import dev.trinocrowd.export.delivery.KnownRow;
import dev.trinocrowd.export.delivery.LaneSummary;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowOutcome;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.delivery.Sender;
import dev.trinocrowd.export.outbox.MemberState.Holding;
import dev.trinocrowd.storage.ByteWriter;
import dev.trinocrowd.storage.EncodedKey;
import dev.trinocrowd.storage.TableWriter;
import dev.trinocrowd.storage.WrittenBucket;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// What a run does on one lane of a round: sends what is left, and when nothing is, finds out what became of each row.
public final class LaneRun
{
    private static final int ROWS_BETWEEN_ACCOUNTS = 1 << 10;

    private final ExportStore store;
    private final Round round;
    private final int lane;
    private final RowSchema schema;
    private final PayloadReader payloads;
    private final DeliverySettings settings;
    private final long maxWriterBytes;
    private final RoomListener room;
    private volatile Deliverer deliverer;

    /// @param maxWriterBytes what may be held of the state before a part is written
    /// @param room hears of the memory that it takes
    public LaneRun(
            ExportStore store,
            Round round,
            int lane,
            RowSchema schema,
            PayloadReader payloads,
            DeliverySettings settings,
            long maxWriterBytes,
            RoomListener room)
    {
        this.store = requireNonNull(store, "store is null");
        this.round = requireNonNull(round, "round is null");
        this.lane = lane;
        this.schema = requireNonNull(schema, "schema is null");
        this.payloads = requireNonNull(payloads, "payloads is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.maxWriterBytes = maxWriterBytes;
        this.room = requireNonNull(room, "room is null");
    }

    /// Has it end in order. For any thread.
    public void stop()
    {
        Deliverer running = deliverer;
        if (running != null) {
            running.stop();
        }
    }

    public void run(Sender sender)
            throws InterruptedException
    {
        LaneJournal journal = store.openJournal(round, lane);
        if (journal.history().result().isPresent()) {
            return;
        }
        LaneSummary summary;
        try (RoomScope pass = new RoomScope(room); StagedLane rows = new StagedLane(rows(pass), payloads, _ -> {}, RoomListener.NONE)) {
            // What was read last is on its way, or is next.
            deliverer = new Deliverer(
                    round.delivery(store.entry().id()),
                    lane,
                    schema,
                    rows,
                    new AccountedSender(sender, pass),
                    journal,
                    settings,
                    store.clock());
            summary = deliverer.deliver();
        }
        if (summary.stoppedBecause().isPresent() || summary.released() > 0) {
            journal.stopped(summary.stoppedBecause().or(() -> Optional.of("the destination did not take %s rows for now".formatted(summary.released()))));
            return;
        }
        journal.finish(result());
    }

    private Iterator<LaneRow> rows(RoomListener pass)
    {
        return store.rows(round, lane, payloads::arm, pass);
    }

    private LaneResult result()
    {
        long time = Times.micros(store.clock().instant());
        Tally.Counter tallies = new Tally.Counter();
        Optional<Held> held = round.held().map(crowd -> new Held(store.tableStore(crowd.table()), crowd.version(), maxWriterBytes));
        Optional<CountWriter> counts = round.caps().map(caps -> store.ledger().writer(caps, maxWriterBytes));
        ByteWriter scratch = new ByteWriter();
        try (RoomScope pass = new RoomScope(room); RoomScope writers = new RoomScope(room); RowFileWriter states = store.writer(maxWriterBytes)) {
            StagedLane rows = new StagedLane(rows(pass), payloads, row -> {
                tallies.add(payloads.arm(row.payload()), row.action(), RowOutcome.SUPPRESSED, row.withheld(), 1);
                if (held.isEmpty() && row.isTelling()) {
                    states.add(row.member(), state(row, RowOutcome.SUPPRESSED, row.withheld(), time).encode(scratch));
                }
            }, pass);
            long passed = 0;
            for (Iterator<KnownRow> outcomes = store.outcomes(round, lane, schema, rows); outcomes.hasNext(); passed++) {
                KnownRow known = outcomes.next();
                RowOutcome outcome = known.outcome();
                if (outcome == RowOutcome.PENDING) {
                    throw new IllegalStateException("lane %s is not done: a row has no outcome".formatted(lane));
                }
                LaneRow planned = StagedLane.origin(known.row());
                tallies.add(payloads.arm(planned.payload()), planned.action(), outcome, Optional.empty(), 1);
                if (isSent(planned, outcome)) {
                    counts.ifPresent(writer -> writer.add(planned.member()));
                }
                if (held.isPresent()) {
                    held.orElseThrow().add(planned, outcome);
                }
                else {
                    states.add(planned.member(), state(planned, outcome, outcome == RowOutcome.ACCEPTED ? Optional.empty() : known.message(), time).encode(scratch));
                }
                if (passed % ROWS_BETWEEN_ACCOUNTS == 0) {
                    writers.set(states.retainedBytes() + held.map(Held::retainedBytes).orElse(0L) + counts.map(CountWriter::retainedBytes).orElse(0L));
                }
            }
            List<RowFileRecord> changes = states.finish();
            List<RowFileRecord> state = held.isEmpty() && ExportStore.isStateMerged(round) ? store.mergeState(round, lane, changes, maxWriterBytes) : changes;
            return new LaneResult(tallies.finish(), state, held.map(Held::finish).orElse(List.of()), counts.map(CountWriter::finish).orElse(List.of()));
        }
        finally {
            counts.ifPresent(CountWriter::close);
        }
    }

    /// Whether the member has got the row, or may have.
    static boolean isSent(LaneRow row, RowOutcome outcome)
    {
        return row.action() == RowAction.SEND && (outcome == RowOutcome.ACCEPTED || outcome == RowOutcome.UNKNOWN);
    }

    private MemberState state(LaneRow row, RowOutcome outcome, Optional<String> reason, long time)
    {
        boolean isDelete = row.action() == RowAction.DELETE;
        Holding before = row.previous().map(MemberState::holding).orElse(Holding.NOTHING);
        Holding holding = switch (outcome) {
            case ACCEPTED -> isDelete ? Holding.NOTHING : Holding.PAYLOAD;
            case UNKNOWN -> Holding.PERHAPS;
            case REJECTED, SUPPRESSED -> before;
            case PENDING -> throw new IllegalArgumentException("a pending row has no outcome");
        };
        // What was not taken does not take the place of what is there.
        boolean isKept = holding != Holding.NOTHING && (outcome == RowOutcome.REJECTED || outcome == RowOutcome.SUPPRESSED);
        return new MemberState(
                round.number(),
                time,
                outcome,
                isDelete && outcome == RowOutcome.ACCEPTED ? "deleted" : reason.orElse(""),
                holding,
                isKept ? row.previous().orElseThrow().payload() : row.payload());
    }

    /// The changes of a set of members. Who may have been taken is held, and can be deleted.
    private static final class Held
    {
        private final TableWriter entering;
        private final TableWriter leaving;

        private Held(TableStore table, long version, long maxBytes)
        {
            entering = table.insertWriter(Optional.empty(), maxBytes);
            leaving = table.deleteWriter(table.openPinned(version), maxBytes);
        }

        private void add(LaneRow row, RowOutcome outcome)
        {
            if (isSent(row, outcome)) {
                entering.add(EncodedKey.EMPTY, row.member());
            }
            if (row.action() == RowAction.DELETE && outcome == RowOutcome.ACCEPTED) {
                leaving.add(EncodedKey.EMPTY, row.member());
            }
        }

        private long retainedBytes()
        {
            return entering.retainedBytes() + leaving.retainedBytes();
        }

        private List<WrittenBucket> finish()
        {
            List<WrittenBucket> written = new ArrayList<>(entering.finish());
            written.addAll(leaving.finish());
            return written;
        }
    }
}
