package dev.trinocrowd.export.outbox;

import dev.trinocrowd.export.outbox.DestinationLeases.Lease;
import dev.trinocrowd.storage.CommitLog;
import dev.trinocrowd.storage.ExclusiveCommitter;
import dev.trinocrowd.storage.FileStore;
import io.trino.filesystem.Location;
import io.trino.filesystem.memory.MemoryFileSystem;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestDestinationLeases
{
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final LeaseHolder FIRST = new LeaseHolder("20261121_000000_00001_aaaaa", "anna", "push.summer");
    private static final LeaseHolder SECOND = new LeaseHolder("20261121_000000_00002_bbbbb", "bert", "push.winter");

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final CommitLog log = new CommitLog(new FileStore(new MemoryFileSystem(), new ExclusiveCommitter()), Location.of("memory:///lease"));
    private final DestinationLeases leases = new DestinationLeases(log, "jpush", LIFE, ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void theSecondIsToldWhoTheFirstIs()
    {
        leases.acquire(FIRST);
        assertThatThrownBy(() -> leases.acquire(SECOND))
                .isInstanceOf(LeaseHeldException.class)
                .hasMessageContaining("Destination 'jpush' is in use: query 20261121_000000_00001_aaaaa of user 'anna' delivers push.summer since 2026-11-21T12:00:00Z");
    }

    @Test
    void aReleasedLeaseIsFree()
    {
        Lease first = leases.acquire(FIRST);
        leases.release(first);
        assertThat(leases.acquire(SECOND).number()).isGreaterThan(first.number());
    }

    @Test
    void aLeaseThatIsNotRenewedEnds()
    {
        Lease first = leases.acquire(FIRST);
        now = now.plusSeconds(50);
        leases.renew(first);
        now = now.plusSeconds(50);
        assertThat(leases.isHeld(first.number())).isTrue();
        assertThatThrownBy(() -> leases.acquire(SECOND)).isInstanceOf(LeaseHeldException.class);
        now = now.plusSeconds(20);
        Lease second = leases.acquire(SECOND);
        assertThat(second.number()).isGreaterThan(first.number());
        assertThatThrownBy(() -> leases.renew(first)).isInstanceOf(LeaseHeldException.class).hasMessageContaining("was lost");
        leases.release(first);
        assertThat(leases.isHeld(second.number())).isTrue();
    }

    @Test
    void oneOfManyWins()
            throws Exception
    {
        for (int round = 0; round < 50; round++) {
            CommitLog contested = new CommitLog(new FileStore(new MemoryFileSystem(), new ExclusiveCommitter()), Location.of("memory:///lease"));
            try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
                Callable<Boolean> attempt = () -> {
                    try {
                        new DestinationLeases(contested, "jpush", LIFE, Clock.systemUTC()).acquire(FIRST);
                        return true;
                    }
                    catch (LeaseHeldException _) {
                        return false;
                    }
                };
                long winners = 0;
                for (Future<Boolean> result : executor.invokeAll(IntStream.range(0, 8).mapToObj(_ -> attempt).toList())) {
                    winners += result.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        }
    }
}
