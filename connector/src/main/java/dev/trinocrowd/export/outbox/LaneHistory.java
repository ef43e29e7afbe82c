package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.Json;
import dev.trinocrowd.export.delivery.BatchIntent;
import dev.trinocrowd.export.delivery.BatchOutcome;
import dev.trinocrowd.export.delivery.DeliveryId;
import dev.trinocrowd.export.delivery.Replay;
import dev.trinocrowd.export.delivery.ReplayBuilder;
import dev.trinocrowd.storage.CommitLog;
import dev.trinocrowd.storage.CorruptFileException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What all runs have written into the journal of a lane.
///
/// @param next the version that nobody has tried to write
/// @param fence the greatest under which something was written
/// @param stopped why the last run ended before the lane did
public record LaneHistory(Replay replay, List<Event> events, Optional<LaneResult> result, Optional<String> stopped, long next, OptionalLong fence)
{
    /// An intent or an outcome of a batch, by a run.
    public record Event(long run, Optional<BatchIntent> intent, Optional<BatchOutcome> outcome)
    {}

    static LaneHistory read(CommitLog log, DeliveryId delivery, int lane)
    {
        ReplayBuilder replay = new ReplayBuilder();
        List<Event> events = new ArrayList<>();
        Optional<LaneResult> result = Optional.empty();
        Optional<String> stopped = Optional.empty();
        OptionalLong fence = OptionalLong.empty();
        List<Long> versions = log.versions(1).reversed();
        for (long version : versions) {
            JournalEntry entry = log.read(version)
                    .map(text -> Json.read(log.file(version).toString(), text, JournalEntry.class))
                    .orElseThrow(() -> new CorruptFileException(log.file(version).toString(), "its seal is not there or broken"));
            entry.plan().ifPresent(replay::plan);
            List<BatchIntent> intents = entry.intents().stream().map(intent -> intent.intent(delivery, lane)).toList();
            List<BatchOutcome> outcomes = entry.outcomes().stream().map(outcome -> outcome.outcome(delivery, lane)).toList();
            replay.intend(intents);
            replay.record(outcomes);
            intents.forEach(intent -> events.add(new Event(entry.run(), Optional.of(intent), Optional.empty())));
            outcomes.forEach(outcome -> events.add(new Event(entry.run(), Optional.empty(), Optional.of(outcome))));
            if (entry.result().isPresent()) {
                result = entry.result();
            }
            stopped = entry.stopped();
            fence = OptionalLong.of(Math.max(fence.orElse(0), entry.fence()));
        }
        return new LaneHistory(replay.build(), ImmutableList.copyOf(events), result, stopped, versions.isEmpty() ? 1 : versions.getLast() + 1, fence);
    }
}
