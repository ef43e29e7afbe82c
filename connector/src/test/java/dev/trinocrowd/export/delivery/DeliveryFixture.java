package dev.trinocrowd.export.delivery;

import dev.trinocrowd.export.delivery.FakeDestination.Behaviour;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// A lane with its rows, its journal and what it is sent to.
public final class DeliveryFixture
{
    public static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final DeliveryId DELIVERY = new DeliveryId(new UUID(1, 2), 3, 5);
    public static final int LANE = 1;
    public static final RowSchema SCHEMA = new RowSchema("user_id", List.of(PayloadColumn.of("title", PayloadKind.VARCHAR)), false);

    private DeliveryFixture()
    {}

    /// Rows of members from 0 on, whose payload is one of four.
    public static List<OutboxRow> rows(int count)
    {
        return LongStream.range(0, count).mapToObj(member -> TestingRow.of(member, RowAction.SEND, new Object[] {"title " + member % 4})).toList();
    }

    public static DeliverySettings settings(int batchSize, Idempotency idempotency, OnUnknown onUnknown)
    {
        return settings(new LanePlan(batchSize, batchSize, Grouping.NONE), idempotency, onUnknown);
    }

    public static DeliverySettings settings(LanePlan plan, Idempotency idempotency, OnUnknown onUnknown)
    {
        return new DeliverySettings(
                plan,
                3,
                OptionalDouble.empty(),
                new Backoff(20, Duration.ofNanos(1000), Duration.ofMillis(1), Duration.ofSeconds(1)),
                idempotency,
                onUnknown,
                3);
    }

    public static LaneSummary deliver(List<OutboxRow> rows, Sender sender, DeliveryJournal journal, DeliverySettings settings, Clock clock)
            throws InterruptedException
    {
        return new Deliverer(DELIVERY, LANE, SCHEMA, new MemorySource(rows), sender, journal, settings, clock).deliver();
    }

    /// What the journal says of each member.
    public static Map<Long, RowOutcome> outcomes(List<OutboxRow> rows, DeliveryJournal journal)
    {
        Map<Long, RowOutcome> outcomes = new TreeMap<>();
        new RowOutcomes(DELIVERY, LANE, SCHEMA, new MemorySource(rows), journal.replay()).forEachRemaining(known -> {
            if (outcomes.put(known.row().member(), known.outcome()) != null) {
                throw new AssertionError("member %s has two outcomes".formatted(known.row().member()));
            }
        });
        return outcomes;
    }

    /// Some behaviours, and an answer to each call after them.
    static Supplier<Behaviour> first(Behaviour... behaviours)
    {
        Deque<Behaviour> left = new ArrayDeque<>(Arrays.asList(behaviours));
        return () -> left.isEmpty() ? Behaviour.ANSWER : left.removeFirst();
    }
}
