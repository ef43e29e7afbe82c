package dev.trinocrowd.export.outbox;

import dev.trinocrowd.catalog.Json;
import dev.trinocrowd.catalog.Times;
import dev.trinocrowd.export.delivery.DeliveryId;
import dev.trinocrowd.storage.CommitLog;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.trinocrowd.export.outbox.RunRecord.Status.INTERRUPTED;
import static java.util.Objects.requireNonNull;

/// The runs of an export table that have ended.
final class RunLog
{
    private final CommitLog log;
    private final UUID export;
    private final Clock clock;

    RunLog(CommitLog log, UUID export, Clock clock)
    {
        this.log = requireNonNull(log, "log is null");
        this.export = requireNonNull(export, "export is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /// @return empty if it has not ended, or nobody has said so
    Optional<RunRecord> find(long number)
    {
        return log.read(number).map(text -> Json.read(log.file(number).toString(), text, RunRecord.class));
    }

    /// The first first.
    List<RunRecord> all()
    {
        return log.versions(1).reversed().stream().flatMap(number -> find(number).stream()).collect(toImmutableList());
    }

    /// Writes what became of the last run of a round, unless that is known.
    ///
    /// @param lanes asked for if it is not known
    RunRecord record(Round round, Supplier<List<LaneHistory>> lanes, RunRecord.Status status, Optional<String> message)
    {
        Optional<RunRecord> known = find(round.lastRun().number());
        if (known.isPresent()) {
            return known.orElseThrow();
        }
        RunRecord record = describe(round, lanes.get(), status, message);
        log.commit(round.lastRun().number(), Json.write(record));
        return record;
    }

    /// What became of the last run of a round so far. Nothing is written.
    RunRecord describe(Round round, List<LaneHistory> lanes, RunRecord.Status status, Optional<String> message)
    {
        List<List<Tally>> tallies = new ArrayList<>();
        for (LaneHistory lane : lanes) {
            tallies.add(lane.result().map(LaneResult::tallies).orElseGet(() -> BatchTallies.of(lane.replay())));
        }
        DeliveryId delivery = round.delivery(export);
        return new RunRecord(
                round.lastRun(),
                round.number(),
                round.lanes(),
                delivery.firstVersion(),
                delivery.lastVersion(),
                status,
                status == INTERRUPTED ? Optional.empty() : Optional.of(Times.micros(clock.instant())),
                round.stagedRows(),
                Tally.sum(tallies),
                message,
                UUID.randomUUID());
    }
}
