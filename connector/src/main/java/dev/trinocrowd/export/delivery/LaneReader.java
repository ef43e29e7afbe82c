package dev.trinocrowd.export.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// The batches of a lane as the journal left them, in order; those that were split as their halves.
final class LaneReader
{
    private final DeliveryId delivery;
    private final int lane;
    private final LaneSource source;
    private final LanePlan plan;
    private final Replay replay;
    private final BatchCutter cutter;
    private final boolean skipSettled;
    private final Deque<Part> parts = new ArrayDeque<>();
    private long chunk;
    private boolean isAtEnd;

    /// A batch, whole or a half of a half.
    ///
    /// @param state what the journal says of it
    record Part(BatchId id, List<OutboxRow> rows, Optional<BatchState> state)
    {
        boolean isSettled()
        {
            return state.map(BatchState::status).filter(status -> status == BatchStatus.SETTLED).isPresent();
        }
    }

    /// @param skipSettled whether settled batches are of no interest
    LaneReader(DeliveryId delivery, int lane, RowSchema schema, LaneSource source, LanePlan plan, Replay replay, boolean skipSettled)
    {
        this.delivery = requireNonNull(delivery, "delivery is null");
        this.lane = lane;
        this.source = requireNonNull(source, "source is null");
        this.plan = requireNonNull(plan, "plan is null");
        this.replay = requireNonNull(replay, "replay is null");
        this.skipSettled = skipSettled;
        cutter = new BatchCutter(plan, schema);
    }

    /// @return empty at the end
    Optional<Part> next()
    {
        while (true) {
            while (!parts.isEmpty()) {
                Part part = parts.removeFirst();
                if (part.state().map(BatchState::status).filter(status -> status == BatchStatus.SPLIT).isPresent()) {
                    split(part);
                }
                else if (!(skipSettled && part.isSettled())) {
                    return Optional.of(part);
                }
            }
            if (isAtEnd) {
                return Optional.empty();
            }
            readChunk();
        }
    }

    private void readChunk()
    {
        if (skipSettled && isSettledWhole()) {
            source.skip(plan.chunkRows());
            chunk++;
            return;
        }
        List<OutboxRow> rows = source.next(plan.chunkRows());
        isAtEnd = rows.size() < plan.chunkRows();
        if (!rows.isEmpty()) {
            List<List<OutboxRow>> batches = cutter.cut(rows);
            for (int i = 0; i < batches.size(); i++) {
                parts.add(part(new BatchId(delivery, lane, chunk, i, ""), batches.get(i)));
            }
        }
        chunk++;
    }

    /// Whether the chunk is one full batch, and that is settled.
    private boolean isSettledWhole()
    {
        if (!plan.grouping().isNone() || plan.chunkRows() != plan.batchSize()) {
            return false;
        }
        BatchState state = replay.batches().get(new BatchId(delivery, lane, chunk, 0, ""));
        return state != null && state.status() == BatchStatus.SETTLED && state.intent().rows() == plan.chunkRows();
    }

    /// Puts the halves of a batch before all others.
    void split(Part part)
    {
        parts.addFirst(part(part.id().secondHalf(), BatchCutter.secondHalf(part.rows())));
        parts.addFirst(part(part.id().firstHalf(), BatchCutter.firstHalf(part.rows())));
    }

    private Part part(BatchId id, List<OutboxRow> rows)
    {
        return new Part(id, rows, Optional.ofNullable(replay.batches().get(id)));
    }

    /// Puts a batch before all others.
    void putBack(Part part)
    {
        parts.addFirst(part);
    }
}
