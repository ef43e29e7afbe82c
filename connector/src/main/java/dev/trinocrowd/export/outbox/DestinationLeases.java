package dev.trinocrowd.export.outbox;

import dev.trinocrowd.catalog.Json;
import dev.trinocrowd.catalog.Times;
import dev.trinocrowd.storage.CommitLog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// The right to send to one destination: one holder at a time, over all export tables.
///
/// A lease has a number, greater than that of each before it, and an end that its holder puts off while it works. Clocks decide only when
/// somebody else may take over; that nobody writes under an old number is decided by the journals.
public final class DestinationLeases
{
    private static final int KEPT_VERSIONS = 20;

    private final CommitLog log;
    private final String destination;
    private final Duration life;
    private final Clock clock;

    /// @param until in microseconds
    private record Entry(long number, LeaseHolder holder, long since, long until, boolean released, UUID writer)
    {}

    /// @param number greater than that of each lease before
    public record Lease(long number, LeaseHolder holder, long since)
    {}

    public DestinationLeases(CommitLog log, String destination, Duration life, Clock clock)
    {
        this.log = requireNonNull(log, "log is null");
        this.destination = requireNonNull(destination, "destination is null");
        this.life = requireNonNull(life, "life is null");
        checkArgument(life.isPositive(), "the life of a lease must be positive, found %s", life);
        this.clock = requireNonNull(clock, "clock is null");
    }

    /// @throws LeaseHeldException if somebody else has it
    public Lease acquire(LeaseHolder holder)
    {
        CommitLog.Tip tip = log.tip(0);
        Optional<Entry> last = tip.text().map(text -> Json.read(log.file(tip.version()).toString(), text, Entry.class));
        last.filter(entry -> !entry.released() && entry.until() > now()).ifPresent(this::refuse);
        long number = last.map(Entry::number).orElse(0L) + 1;
        Entry entry = entry(number, holder, now(), false);
        if (!log.commit(tip.next(), Json.write(entry))) {
            CommitLog.Tip other = log.tip(0);
            refuse(Json.read(log.file(other.version()).toString(), other.text().orElseThrow(), Entry.class));
        }
        forget(tip.next());
        return new Lease(number, holder, entry.since());
    }

    /// Whether somebody has the lease of a number.
    public boolean isHeld(long number)
    {
        CommitLog.Tip tip = log.tip(0);
        return tip.text().map(text -> Json.read(log.file(tip.version()).toString(), text, Entry.class))
                .filter(entry -> entry.number() == number && !entry.released() && entry.until() > now())
                .isPresent();
    }

    private void refuse(Entry entry)
    {
        Instant until = Times.instant(entry.until());
        throw new LeaseHeldException(
                "Destination '%s' is in use: query %s of user '%s' delivers %s since %s. Run deliver again when it has ended; if its server is gone, after %s".formatted(
                        destination,
                        entry.holder().query(),
                        entry.holder().user(),
                        entry.holder().table(),
                        Times.instant(entry.since()),
                        until));
    }

    /// Puts the end off.
    ///
    /// @throws LeaseHeldException if it has gone to somebody else
    public void renew(Lease lease)
    {
        change(lease, false);
    }

    /// Gives the lease back, unless it has gone to somebody else.
    public void release(Lease lease)
    {
        try {
            change(lease, true);
        }
        catch (LeaseHeldException _) {
            // There is nothing to give back.
        }
    }

    private void change(Lease lease, boolean released)
    {
        CommitLog.Tip tip = log.tip(0);
        Entry last = Json.read(log.file(tip.version()).toString(), tip.text().orElseThrow(), Entry.class);
        if (last.number() != lease.number() || last.released()) {
            throw new LeaseHeldException(
                    "The lease of destination '%s' was lost: query %s of user '%s' has it".formatted(destination, last.holder().query(), last.holder().user()));
        }
        if (!log.commit(tip.next(), Json.write(entry(lease.number(), lease.holder(), lease.since(), released)))) {
            throw new LeaseHeldException("The lease of destination '%s' was lost: somebody else has taken it".formatted(destination));
        }
        forget(tip.next());
    }

    private Entry entry(long number, LeaseHolder holder, long since, boolean released)
    {
        return new Entry(number, holder, since, now() + life.toNanos() / 1000, released, UUID.randomUUID());
    }

    private long now()
    {
        return Times.micros(clock.instant());
    }

    private void forget(long version)
    {
        if (version % KEPT_VERSIONS == 0) {
            List<Long> old = log.versions(1).stream().filter(candidate -> candidate <= version - KEPT_VERSIONS).toList();
            log.deleteQuietly(old);
        }
    }
}
