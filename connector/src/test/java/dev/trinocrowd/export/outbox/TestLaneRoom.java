package dev.trinocrowd.export.outbox;

import dev.trinocrowd.catalog.ExportMode;
import dev.trinocrowd.export.caps.Cap;
import dev.trinocrowd.export.caps.Caps;
import dev.trinocrowd.export.caps.Period;
import dev.trinocrowd.export.delivery.Batch;
import dev.trinocrowd.export.delivery.SendResult;
import dev.trinocrowd.export.delivery.Sender;
import dev.trinocrowd.export.delivery.Verdict;
import dev.trinocrowd.storage.ExclusiveCommitter;
import dev.trinocrowd.storage.FileStore;
import io.trino.filesystem.memory.MemoryFileSystem;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/// What the engine hears of the memory of a lane.
final class TestLaneRoom
{
    private static final int MEMBERS = 1_000;
    /// Ids that are far from each other, of which each takes a container of its own.
    private static final long SPREAD = 1 << 20;

    private final FileStore files = new FileStore(new MemoryFileSystem(), new ExclusiveCommitter());
    private final OutboxFixture table = new OutboxFixture(files, Clock.systemUTC(), ExportMode.APPEND, Optional.empty(), List.of(), 1);
    private final OutboxFixture other = new OutboxFixture(files, Clock.systemUTC(), ExportMode.APPEND, Optional.empty(), List.of(), 2);
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong mostWhileSending = new AtomicLong();
    private final Sender sender = new Sender()
    {
        @Override
        public SendResult send(Batch batch)
        {
            mostWhileSending.accumulateAndGet(held.get(), Math::max);
            return SendResult.of(new Verdict.Settled(List.of(), Optional.empty()));
        }

        @Override
        public void close()
        {}
    };

    private RoundInputs inputs(long[] suppressed, List<Cap> caps)
    {
        return new RoundInputs(
                1,
                Optional.empty(),
                suppressed.length == 0 ? List.of() : List.of(table.crowd("app.opted_out", suppressed)),
                caps.isEmpty() ? Optional.empty() : Optional.of(new DeclaredCaps(new Caps(caps, ZoneOffset.UTC), OutboxFixture.READING)));
    }

    private static Object[] rows()
    {
        return IntStream.range(0, MEMBERS).boxed().flatMap(member -> List.<Object>of(member * SPREAD, "title").stream()).toArray();
    }

    /// @return what a lane took at most while it was sending
    private long most(RoundInputs inputs, long fence)
            throws InterruptedException
    {
        mostWhileSending.set(0);
        table.stage(rows());
        Round round = table.store().beginRun(fence, "query", "user", OutboxFixture.NAME, () -> inputs).orElseThrow();
        table.laneRun(round, 0, held::addAndGet).run(sender);
        assertThat(held.get()).as("when the lane is done").isZero();
        table.store().endRun(round, _ -> {});
        return mostWhileSending.get();
    }

    @Test
    void theMembersOfAMirroredCrowdAreTold()
            throws Exception
    {
        OutboxFixture mirror = new OutboxFixture(files, Clock.systemUTC(), ExportMode.MIRROR, Optional.of("app.vip"), List.of(), 3);
        long[] members = LongStream.range(0, MEMBERS).map(number -> number * SPREAD).toArray();
        RoundInputs inputs = new RoundInputs(1, Optional.of(mirror.crowd("app.vip", members)), List.of(), Optional.empty());
        Round round = mirror.store().beginRun(1, "query", "user", OutboxFixture.NAME, () -> inputs).orElseThrow();
        mirror.laneRun(round, 0, held::addAndGet).run(sender);
        assertThat(mostWhileSending.get()).as("a quarter of them, and a batch").isGreaterThan(8 * MEMBERS / 4);
        assertThat(held.get()).as("when the lane is done").isZero();
    }

    @Test
    void suppressionsAndCountsOfCapsAreToldAndGivenBack()
            throws Exception
    {
        long plain = most(inputs(new long[0], List.of()), 1);
        assertThat(plain).as("batches on their way, and what is read").isBetween(500L, 100_000L);
        long[] others = LongStream.range(0, MEMBERS).map(number -> number * SPREAD + 1).toArray();
        assertThat(most(inputs(others, List.of()), 2)).as("with a crowd of members who must not get anything").isGreaterThan(plain + 8 * MEMBERS);
        other.stage(rows());
        List<Cap> caps = List.of(new Cap(Period.DAY, 3));
        assertThat(other.deliver(sender, 1, inputs(new long[0], caps))).isPresent();
        assertThat(most(inputs(new long[0], caps), 3)).as("with what members got before").isGreaterThan(plain + 8 * MEMBERS);
    }
}
