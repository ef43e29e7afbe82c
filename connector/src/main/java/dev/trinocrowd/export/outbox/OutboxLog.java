package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.Json;
import dev.trinocrowd.catalog.Times;
import dev.trinocrowd.storage.CommitConflictException;
import dev.trinocrowd.storage.CommitLog;
import dev.trinocrowd.storage.CorruptFileException;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import static java.util.Objects.requireNonNull;

/// The versions of an outbox, each of which is whole.
final class OutboxLog
{
    private static final int MAX_ATTEMPTS = 200;
    private static final int MAX_DELAY_MILLIS = 200;
    private static final int KEPT_VERSIONS = 100;

    private final CommitLog log;
    private final UUID table;
    private final Clock clock;

    private record Tip(OutboxManifest manifest, long next)
    {}

    OutboxLog(CommitLog log, UUID table, Clock clock)
    {
        this.log = requireNonNull(log, "log is null");
        this.table = requireNonNull(table, "table is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    OutboxManifest latest()
    {
        return tip().manifest;
    }

    private Tip tip()
    {
        CommitLog.Tip tip = log.tip(0);
        return new Tip(tip.text().map(text -> parse(tip.version(), text)).orElseGet(() -> OutboxManifest.empty(table)), tip.next());
    }

    private OutboxManifest parse(long version, byte[] text)
    {
        String file = log.file(version).toString();
        OutboxManifest manifest = Json.read(file, text, OutboxManifest.class);
        if (manifest.format() != OutboxManifest.FORMAT || manifest.version() != version || !manifest.table().equals(table)) {
            throw new CorruptFileException(file, "expected format %s of version %s of table %s, found format %s of version %s of table %s"
                    .formatted(OutboxManifest.FORMAT, version, table, manifest.format(), manifest.version(), manifest.table()));
        }
        return manifest;
    }

    /// The versions that were the latest at some time since, the latest first.
    ///
    /// @param time in microseconds
    List<OutboxManifest> since(long time)
    {
        ImmutableList.Builder<OutboxManifest> found = ImmutableList.builder();
        for (long version : log.versions(1)) {
            // One that is torn was never committed, one that is gone was not read for long.
            Optional<OutboxManifest> manifest = log.read(version).map(text -> parse(version, text));
            manifest.ifPresent(found::add);
            if (manifest.map(OutboxManifest::time).orElse(Long.MAX_VALUE) <= time) {
                break;
            }
        }
        return found.build();
    }

    interface Change
    {
        /// @param next the version that the result is to be
        /// @param time when it is committed, in microseconds
        OutboxManifest plan(OutboxManifest latest, long next, long time);
    }

    /// Commits a change, again on top of what others have committed before.
    OutboxManifest commit(Change change)
    {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Tip tip = tip();
            long time = Math.max(Times.micros(clock.instant()), tip.manifest.time() + 1);
            OutboxManifest manifest = change.plan(tip.manifest, tip.next, time).committed(tip.next, time);
            if (log.commit(manifest.version(), Json.write(manifest))) {
                forget(manifest.version());
                return manifest;
            }
            pause(attempt);
        }
        throw new CommitConflictException(
                "Too many others are changing the export table: %s attempts to commit came too late. Nothing was changed; run the statement again".formatted(
                        MAX_ATTEMPTS));
    }

    /// A manifest is whole, so that older ones are of no use but to people who look for what has happened.
    private void forget(long version)
    {
        if (version % KEPT_VERSIONS == 0) {
            List<Long> old = log.versions(1).stream().filter(candidate -> candidate <= version - KEPT_VERSIONS).toList();
            log.deleteQuietly(old);
        }
    }

    private static void pause(int attempt)
    {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(Math.min(MAX_DELAY_MILLIS, 2 << Math.min(attempt, 10))) + 1L);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommitConflictException("Interrupted while others were changing the export table. Nothing was changed");
        }
    }
}
