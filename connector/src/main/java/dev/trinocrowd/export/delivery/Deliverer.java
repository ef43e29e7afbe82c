package dev.trinocrowd.export.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import static dev.trinocrowd.export.delivery.BatchStatus.RELEASED;
import static dev.trinocrowd.export.delivery.BatchStatus.SETTLED;
import static dev.trinocrowd.export.delivery.BatchStatus.SPLIT;
import static dev.trinocrowd.export.delivery.BatchStatus.UNKNOWN;
import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.util.Objects.requireNonNull;

/// Sends what is to be sent of one lane.
///
/// One thread reads, decides and writes the journal; each call has a virtual thread of its own. No batch leaves before its intent is durable,
/// and what is known of it is durable before anything that depends on it happens. So a run can end at any instant, and the next one over the
/// same journal goes on: what is settled is left alone, what is open is sent again if the destination tells repeats by the key, or as
/// [OnUnknown] says.
public final class Deliverer
{
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    private final DeliveryId delivery;
    private final int lane;
    private final RowSchema schema;
    private final LaneSource source;
    private final Sender sender;
    private final DeliveryJournal journal;
    private final DeliverySettings settings;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Pace pace;
    private final BlockingQueue<Completion> completions = new LinkedBlockingQueue<>();
    /// Those that wait for their next attempt.
    private final List<Flight> waiting = new ArrayList<>();
    private final List<BatchOutcome> outcomes = new ArrayList<>();
    private volatile boolean isStopRequested;
    private Optional<String> stoppedBecause = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();
    private LaneReader reader;
    private boolean isRead;
    private int inFlight;
    private int keyAttempts;
    private int failuresInRow;
    private long accepted;
    private long rejected;
    private long unknown;
    private long released;
    private long calls;

    private record Completion(Flight flight, Optional<SendResult> result, Optional<Throwable> failure)
    {}

    public Deliverer(DeliveryId delivery, int lane, RowSchema schema, LaneSource source, Sender sender, DeliveryJournal journal, DeliverySettings settings, Clock clock)
    {
        this.delivery = requireNonNull(delivery, "delivery is null");
        this.lane = lane;
        this.schema = requireNonNull(schema, "schema is null");
        this.source = requireNonNull(source, "source is null");
        this.sender = requireNonNull(sender, "sender is null");
        this.journal = requireNonNull(journal, "journal is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.clock = requireNonNull(clock, "clock is null");
        pace = new Pace(settings.callsPerSecond());
    }

    /// Has the run end in order: nothing leaves any more, and what is on its way is awaited. For any thread.
    public void stop()
    {
        isStopRequested = true;
    }

    /// Sends until nothing is left that can be sent. To be called once.
    ///
    /// @throws InterruptedException if the thread was interrupted; calls on their way were interrupted, too, and their batches are unknown
    public LaneSummary deliver()
            throws InterruptedException
    {
        Replay replay = journal.replay();
        LanePlan plan = replay.plan().orElse(settings.plan());
        if (replay.plan().isEmpty()) {
            journal.plan(plan);
        }
        reader = new LaneReader(delivery, lane, schema, source, plan, replay, true);
        try (ExecutorService executor = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("crowd-export-" + lane + "-", 0).factory())) {
            try {
                run(executor);
            }
            catch (Throwable e) {
                executor.shutdownNow();
                throw e;
            }
        }
        catch (InterruptedException e) {
            recordInterrupted();
            throw e;
        }
        if (failure.isPresent()) {
            throw new IllegalStateException("a call failed in a way that is not the destination's", failure.orElseThrow());
        }
        return new LaneSummary(accepted, rejected, unknown, released, calls, stoppedBecause);
    }

    /// Keeps what is known of the calls that came back although the run was interrupted.
    private void recordInterrupted()
    {
        stopBecause("the run was interrupted");
        for (Completion completion = completions.poll(); completion != null; completion = completions.poll()) {
            complete(completion);
        }
        abandonWaiting();
        recordOutcomes();
    }

    private void run(ExecutorService executor)
            throws InterruptedException
    {
        while (true) {
            if (isStopRequested) {
                stopBecause("the run was stopped");
            }
            if (stoppedBecause.isPresent()) {
                abandonWaiting();
            }
            else {
                launch(executor);
            }
            recordOutcomes();
            if (inFlight == 0 && waiting.isEmpty() && (isRead || stoppedBecause.isPresent())) {
                return;
            }
            awaitCompletions();
            recordOutcomes();
        }
    }

    private void launch(ExecutorService executor)
            throws InterruptedException
    {
        List<Flight> leaving = new ArrayList<>();
        relaunchDue(leaving);
        List<LaneReader.Part> fresh = takeFresh(settings.inFlight() - inFlight - waiting.size() - leaving.size());
        if (!fresh.isEmpty()) {
            leaving.addAll(intend(fresh));
        }
        for (Flight flight : leaving) {
            flight.countAttempt();
            inFlight++;
            calls++;
            executor.execute(() -> completions.add(call(flight)));
        }
    }

    private void relaunchDue(List<Flight> leaving)
    {
        for (Iterator<Flight> flights = waiting.iterator(); flights.hasNext();) {
            Flight flight = flights.next();
            if (flight.nanosUntilDue() > 0) {
                continue;
            }
            if (!mayRepeat(flight)) {
                flights.remove();
                end(flight, UNKNOWN, flight.lastMessage());
            }
            else if (pace.tryAcquire()) {
                flights.remove();
                leaving.add(flight);
            }
            else {
                return;
            }
        }
    }

    /// The next batches that may leave now.
    private List<LaneReader.Part> takeFresh(int most)
    {
        List<LaneReader.Part> fresh = new ArrayList<>();
        while (fresh.size() < most && !isRead) {
            Optional<LaneReader.Part> next = reader.next();
            if (next.isEmpty()) {
                isRead = true;
            }
            else if (isHeld(next.orElseThrow())) {
                hold(next.orElseThrow());
            }
            else if (pace.tryAcquire()) {
                fresh.add(next.orElseThrow());
            }
            else {
                reader.putBack(next.orElseThrow());
                break;
            }
        }
        return fresh;
    }

    private boolean isHeld(LaneReader.Part part)
    {
        return settings.onUnknown() == OnUnknown.HOLD && openIntent(part).filter(intent -> !settings.idempotency().covers(intent.time(), clock.instant())).isPresent();
    }

    private void hold(LaneReader.Part part)
    {
        BatchState state = part.state().orElseThrow();
        if (state.outcome().isEmpty()) {
            record(part, UNKNOWN, List.of(), 0, Optional.of("an earlier run ended before the answer"), Optional.empty());
        }
    }

    /// Gives batches their keys, and makes durable that they are about to leave.
    private List<Flight> intend(List<LaneReader.Part> parts)
            throws InterruptedException
    {
        Map<BatchId, String> keys = new HashMap<>();
        List<BatchId> keyless = new ArrayList<>();
        for (LaneReader.Part part : parts) {
            openIntent(part).filter(intent -> settings.idempotency().covers(intent.time(), clock.instant()))
                    .ifPresentOrElse(intent -> keys.put(part.id(), intent.key()), () -> keyless.add(part.id()));
        }
        if (!keyless.isEmpty()) {
            try {
                Iterator<String> issued = sender.keys(keyless).iterator();
                keyless.forEach(id -> keys.put(id, issued.next()));
                keyAttempts = 0;
            }
            catch (KeysRefusedException e) {
                parts.reversed().forEach(reader::putBack);
                isRead = false;
                keysRefused(e.result());
                return List.of();
            }
        }
        List<Flight> flights = new ArrayList<>();
        List<BatchIntent> intents = new ArrayList<>();
        Instant now = clock.instant();
        for (LaneReader.Part part : parts) {
            String key = keys.get(part.id());
            Optional<BatchIntent> open = openIntent(part);
            Instant firstSent = open.filter(intent -> intent.key().equals(key)).map(BatchIntent::time).orElse(now);
            flights.add(new Flight(part, key, firstSent, open.isPresent()));
            intents.add(new BatchIntent(part.id(), key, part.rows().size(), now));
        }
        journal.intend(intents);
        return flights;
    }

    /// The intent of a batch that may have been taken in an earlier run.
    private static Optional<BatchIntent> openIntent(LaneReader.Part part)
    {
        return part.state().filter(state -> state.status() == UNKNOWN).map(BatchState::intent);
    }

    private void keysRefused(SendResult result)
    {
        keyAttempts++;
        if (result.verdict() instanceof Verdict.Stopped stopped) {
            stopBecause(stopped.message());
        }
        else if (keyAttempts >= settings.backoff().attempts()) {
            stopBecause("the destination gave no keys: " + message(result.verdict()));
        }
        else {
            pace.pause(settings.backoff().delay(keyAttempts, random));
            obeyPause(result);
        }
    }

    private Completion call(Flight flight)
    {
        try {
            return new Completion(flight, Optional.of(sender.send(flight.batch())), Optional.empty());
        }
        catch (InterruptedException _) {
            return new Completion(flight, Optional.of(SendResult.of(new Verdict.Unknown("the call was interrupted"))), Optional.empty());
        }
        catch (Throwable e) {
            return new Completion(flight, Optional.empty(), Optional.of(e));
        }
    }

    private void awaitCompletions()
            throws InterruptedException
    {
        Completion completion = completions.poll(waitNanos(), TimeUnit.NANOSECONDS);
        while (completion != null) {
            inFlight--;
            complete(completion);
            completion = completions.poll();
        }
    }

    private long waitNanos()
    {
        long nanos = LONGEST_POLL.toNanos();
        if (stoppedBecause.isPresent()) {
            return nanos;
        }
        long untilNextTry = pace.untilNextTry().toNanos();
        for (Flight flight : waiting) {
            nanos = min(nanos, max(flight.nanosUntilDue(), untilNextTry));
        }
        if (inFlight + waiting.size() < settings.inFlight() && !isRead) {
            nanos = min(nanos, untilNextTry);
        }
        return nanos;
    }

    private void complete(Completion completion)
    {
        Flight flight = completion.flight();
        if (completion.failure().isPresent()) {
            failure = failure.or(completion::failure);
            stopBecause("a call failed");
            end(flight, UNKNOWN, "the call failed in a way that is not the destination's");
            return;
        }
        SendResult result = completion.result().orElseThrow();
        switch (result.verdict()) {
            case Verdict.Settled settled -> settle(flight, settled.rejected(), Optional.empty(), settled.receipt());
            case Verdict.Rejected all -> settle(flight, rejectAll(flight, all.message()), Optional.of(all.message()), Optional.empty());
            case Verdict.Refused bad when flight.part().rows().size() == 1 -> settle(flight, rejectAll(flight, bad.message()), Optional.of(bad.message()), Optional.empty());
            case Verdict.Refused bad -> {
                failuresInRow = 0;
                end(flight, SPLIT, bad.message());
                reader.split(flight.part());
                isRead = false;
            }
            case Verdict.Deferred deferred -> retryOrEnd(flight, deferred.message());
            case Verdict.Unknown open -> {
                flight.setMaybeTaken();
                retryOrEnd(flight, open.message());
            }
            case Verdict.Stopped stopped -> {
                stopBecause(stopped.message());
                end(flight, flight.isMaybeTaken() ? UNKNOWN : RELEASED, stopped.message());
            }
        }
        obeyPause(result);
    }

    private static List<RowRejection> rejectAll(Flight flight, String message)
    {
        List<OutboxRow> rows = flight.part().rows();
        List<RowRejection> rejections = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            rejections.add(new RowRejection(i, rows.get(i).member(), message));
        }
        return rejections;
    }

    private void settle(Flight flight, List<RowRejection> rejections, Optional<String> message, Optional<String> receipt)
    {
        failuresInRow = 0;
        record(flight.part(), SETTLED, rejections, flight.attempts(), message, receipt);
    }

    private void retryOrEnd(Flight flight, String message)
    {
        if (flight.attempts() < settings.backoff().attempts() && mayRepeat(flight) && stoppedBecause.isEmpty()) {
            flight.retryAt(System.nanoTime() + settings.backoff().delay(flight.attempts(), random).toNanos(), message);
            waiting.add(flight);
            return;
        }
        failuresInRow++;
        if (failuresInRow >= settings.giveUpAfter()) {
            stopBecause("%s batches in a row came to nothing, the last: %s".formatted(failuresInRow, message));
        }
        end(flight, flight.isMaybeTaken() ? UNKNOWN : RELEASED, message);
    }

    /// Whether one more attempt cannot have a second effect, or may.
    private boolean mayRepeat(Flight flight)
    {
        return !flight.isMaybeTaken() || settings.onUnknown() == OnUnknown.RESEND || settings.idempotency().covers(flight.firstSent(), clock.instant());
    }

    private void obeyPause(SendResult result)
    {
        Optional<Duration> pause = result.pause();
        if (pause.isEmpty()) {
            return;
        }
        if (pause.orElseThrow().compareTo(settings.backoff().patience()) > 0) {
            stopBecause("the destination wants no call for %s seconds".formatted(pause.orElseThrow().toSeconds()));
            return;
        }
        pace.pause(pause.orElseThrow());
    }

    private void stopBecause(String reason)
    {
        if (stoppedBecause.isEmpty()) {
            stoppedBecause = Optional.of(reason);
        }
    }

    private void abandonWaiting()
    {
        for (Flight flight : waiting) {
            end(flight, flight.isMaybeTaken() ? UNKNOWN : RELEASED, flight.lastMessage());
        }
        waiting.clear();
    }

    private void end(Flight flight, BatchStatus status, String message)
    {
        record(flight.part(), status, List.of(), flight.attempts(), Optional.of(message), Optional.empty());
    }

    private void record(LaneReader.Part part, BatchStatus status, List<RowRejection> rejections, int attempts, Optional<String> message, Optional<String> receipt)
    {
        BatchOutcome outcome = new BatchOutcome(part.id(), status, part.rows().size(), rejections, attempts, message, receipt, clock.instant());
        accepted += outcome.accepted();
        rejected += outcome.rejected().size();
        unknown += outcome.unknown();
        released += status == RELEASED ? outcome.rows() : 0;
        outcomes.add(outcome);
    }

    private void recordOutcomes()
    {
        if (!outcomes.isEmpty()) {
            List<BatchOutcome> known = List.copyOf(outcomes);
            outcomes.clear();
            journal.record(known);
        }
    }

    private static String message(Verdict verdict)
    {
        return switch (verdict) {
            case Verdict.Settled _ -> "";
            case Verdict.Refused refused -> refused.message();
            case Verdict.Rejected all -> all.message();
            case Verdict.Deferred deferred -> deferred.message();
            case Verdict.Unknown open -> open.message();
            case Verdict.Stopped stopped -> stopped.message();
        };
    }
}
