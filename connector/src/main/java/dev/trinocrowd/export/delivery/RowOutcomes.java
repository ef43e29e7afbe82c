package dev.trinocrowd.export.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What became of each row of a lane, by its journal.
public final class RowOutcomes
{
    private RowOutcomes()
    {}

    /// Gets the rows of a lane, each once.
    public interface Visitor
    {
        /// @param batch empty for a row that no run has come to
        /// @param message what was wrong, if anything
        void row(OutboxRow row, RowOutcome outcome, Optional<BatchId> batch, Optional<String> message);
    }

    /// @param source of the lane, at its begin
    public static void visit(DeliveryId delivery, int lane, RowSchema schema, LaneSource source, Replay replay, Visitor visitor)
    {
        if (replay.plan().isEmpty()) {
            for (var rows = source.next(1000); !rows.isEmpty(); rows = source.next(1000)) {
                rows.forEach(row -> visitor.row(row, RowOutcome.PENDING, Optional.empty(), Optional.empty()));
            }
            return;
        }
        LaneReader reader = new LaneReader(delivery, lane, schema, source, replay.plan().orElseThrow(), replay, false);
        for (Optional<LaneReader.Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            visit(part.orElseThrow(), visitor);
        }
    }

    private static void visit(LaneReader.Part part, Visitor visitor)
    {
        Optional<BatchId> batch = part.state().map(_ -> part.id());
        Optional<String> message = part.state().flatMap(BatchState::outcome).flatMap(BatchOutcome::message);
        RowOutcome outcome = part.state().map(BatchState::status).map(RowOutcomes::outcome).orElse(RowOutcome.PENDING);
        Map<Integer, RowRejection> rejected = new HashMap<>();
        if (part.isSettled()) {
            part.state().flatMap(BatchState::outcome).ifPresent(settled -> settled.rejected().forEach(rejection -> rejected.put(rejection.index(), rejection)));
        }
        for (int i = 0; i < part.rows().size(); i++) {
            RowRejection rejection = rejected.get(i);
            if (rejection == null) {
                visitor.row(part.rows().get(i), outcome, batch, message);
            }
            else {
                visitor.row(part.rows().get(i), RowOutcome.REJECTED, batch, Optional.of(rejection.message()));
            }
        }
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
