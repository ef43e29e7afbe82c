package dev.trinocrowd.export.delivery;

import com.google.common.collect.AbstractIterator;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Collections.emptyIterator;
import static java.util.Objects.requireNonNull;

/// What became of each row of a lane, by its journal.
public final class RowOutcomes
        extends AbstractIterator<KnownRow>
{
    private static final int UNPLANNED_ROWS = 1_000;

    private final LaneSource source;
    /// Empty if no run has come to the lane.
    private final Optional<LaneReader> reader;
    private Iterator<KnownRow> rows = emptyIterator();

    /// @param source of the lane, at its begin
    public RowOutcomes(DeliveryId delivery, int lane, RowSchema schema, LaneSource source, Replay replay)
    {
        this.source = requireNonNull(source, "source is null");
        reader = replay.plan().map(plan -> new LaneReader(delivery, lane, schema, source, plan, replay, false));
    }

    @Override
    protected KnownRow computeNext()
    {
        while (!rows.hasNext()) {
            Optional<Iterator<KnownRow>> more = reader.isPresent() ? reader.orElseThrow().next().map(RowOutcomes::known) : unplanned();
            if (more.isEmpty()) {
                return endOfData();
            }
            rows = more.orElseThrow();
        }
        return rows.next();
    }

    private Optional<Iterator<KnownRow>> unplanned()
    {
        List<OutboxRow> next = source.next(UNPLANNED_ROWS);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(next.stream().map(row -> new KnownRow(row, RowOutcome.PENDING, Optional.empty(), Optional.empty())).iterator());
    }

    private static Iterator<KnownRow> known(LaneReader.Part part)
    {
        Optional<BatchId> batch = part.state().map(_ -> part.id());
        Optional<String> message = part.state().flatMap(BatchState::outcome).flatMap(BatchOutcome::message);
        RowOutcome outcome = part.state().map(BatchState::status).map(RowOutcomes::outcome).orElse(RowOutcome.PENDING);
        Map<Integer, RowRejection> rejected = new HashMap<>();
        if (part.isSettled()) {
            part.state().flatMap(BatchState::outcome).ifPresent(settled -> settled.rejected().forEach(rejection -> rejected.put(rejection.index(), rejection)));
        }
        return new AbstractIterator<>()
        {
            private int index;

            @Override
            protected KnownRow computeNext()
            {
                if (index == part.rows().size()) {
                    return endOfData();
                }
                RowRejection rejection = rejected.get(index);
                OutboxRow row = part.rows().get(index++);
                return rejection == null ? new KnownRow(row, outcome, batch, message) : new KnownRow(row, RowOutcome.REJECTED, batch, Optional.of(rejection.message()));
            }
        };
    }

    private static RowOutcome outcome(BatchStatus status)
    {
        return switch (status) {
            case SETTLED -> RowOutcome.ACCEPTED;
            case UNKNOWN -> RowOutcome.UNKNOWN;
            case RELEASED -> RowOutcome.PENDING;
            case SPLIT -> throw new IllegalStateException("a batch that was split comes as its halves");
        };
    }
}
