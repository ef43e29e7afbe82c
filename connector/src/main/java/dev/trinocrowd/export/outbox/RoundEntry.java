package dev.trinocrowd.export.outbox;

import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowOutcome;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.storage.CommitConflictException;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/// Enters the rounds of an export table in the ledger of its destination's caps.
final class RoundEntry
{
    private static final int MAX_ATTEMPTS = 10;

    private final ExportEntry entry;
    private final OutboxLog outbox;
    private final CapsLedger ledger;
    private final Function<ExportEntry, ExportStore> stores;

    /// @param stores of any export table, since what others are sending counts as well
    RoundEntry(ExportEntry entry, OutboxLog outbox, CapsLedger ledger, Function<ExportEntry, ExportStore> stores)
    {
        this.entry = requireNonNull(entry, "entry is null");
        this.outbox = requireNonNull(outbox, "outbox is null");
        this.ledger = requireNonNull(ledger, "ledger is null");
        this.stores = requireNonNull(stores, "stores is null");
    }

    /// @return empty if the destination has no caps
    Optional<RoundCaps> register(RoundInputs inputs)
    {
        return inputs.caps().map(declared -> ledger.register(entry, declared.caps(), (open, members) -> visitOpen(open, declared.reading(), members)));
    }

    /// A round that is not in the ledger has sent nothing, since nobody gets past here without: another delivery has begun between its entry and
    /// its begin, and has taken it for one that never began. So it begins anew, after that one.
    Round registered(Round begun, Supplier<RoundInputs> inputs)
    {
        Round round = begun;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
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
    boolean visitOpen(OpenRound open, RowReading reading, LongConsumer members)
    {
        ExportStore store = stores.apply(open.export());
        Optional<Round> round = store.latest().round().filter(candidate -> candidate.caps().map(RoundCaps::id).equals(Optional.of(open.id())));
        round.ifPresent(begun -> visitSent(store, begun, reading, true, members));
        return round.isPresent();
    }

    /// @param isSending whether the rows that are pending may still leave
    private static void visitSent(ExportStore store, Round round, RowReading reading, boolean isSending, LongConsumer members)
    {
        RowSchema schema = reading.schema(store.entry());
        PayloadReader payloads = reading.payloads(store.entry());
        for (int lane = 0; lane < round.lanes(); lane++) {
            store.visit(Preview.of(round), lane, schema, payloads, (row, outcome) -> {
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
    Runnable prepareDrop(RowReading reading, LongPredicate isSending)
    {
        Optional<Round> open = outbox.latest().round().filter(round -> round.caps().filter(ledger::isOpen).isPresent());
        if (open.isEmpty()) {
            return () -> {};
        }
        Round round = open.orElseThrow();
        RoundCaps caps = round.caps().orElseThrow();
        ExportStore store = stores.apply(entry);
        Optional<CountLayer> counts = ledger.write(ledger.day(caps), members -> visitSent(store, round, reading, isSending.test(round.lastRun().fence()), members));
        return () -> ledger.settle(caps, counts);
    }
}
