package dev.trinocrowd.catalog;

import dev.trinocrowd.storage.CommitConflictException;
import dev.trinocrowd.storage.CommitLog;
import dev.trinocrowd.storage.CorruptFileException;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import static java.util.Objects.requireNonNull;

/// The versions of one schema, each of which is whole.
final class SchemaLog
{
    private static final int MAX_ATTEMPTS = 200;
    private static final int MAX_DELAY_MILLIS = 200;
    /// Older versions are of no use but to people who look for what has happened.
    private static final int KEPT_VERSIONS = 100;

    private final CommitLog log;
    private final String name;
    private final Clock clock;

    private record Tip(Optional<SchemaManifest> manifest, long next)
    {}

    SchemaLog(CommitLog log, String name, Clock clock)
    {
        this.log = requireNonNull(log, "log is null");
        this.name = requireNonNull(name, "name is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /// The latest version, that of a dropped schema as well.
    Optional<SchemaManifest> latest()
    {
        return tip().manifest;
    }

    private Tip tip()
    {
        CommitLog.Tip tip = log.tip(0);
        return new Tip(tip.text().map(text -> parse(tip.version(), text)), tip.next());
    }

    private SchemaManifest parse(long version, byte[] text)
    {
        String file = log.file(version).toString();
        SchemaManifest manifest = Json.read(file, text, SchemaManifest.class);
        if (manifest.format() != SchemaManifest.FORMAT || manifest.version() != version || !manifest.name().equals(name)) {
            throw new CorruptFileException(file, "expected format %s of version %s of schema '%s', found format %s of version %s of schema '%s'"
                    .formatted(SchemaManifest.FORMAT, version, name, manifest.format(), manifest.version(), manifest.name()));
        }
        return manifest;
    }

    interface Change
    {
        /// @param latest empty if there has never been a schema of this name
        SchemaDraft plan(Optional<SchemaManifest> latest);
    }

    /// Commits a change, again on top of what others have committed before.
    SchemaManifest commit(Change change)
    {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Tip tip = tip();
            SchemaDraft draft = change.plan(tip.manifest);
            long time = Math.max(Times.micros(clock.instant()), tip.manifest.map(manifest -> manifest.time() + 1).orElse(0L));
            SchemaManifest manifest = draft.build(tip.next, time);
            if (log.commit(manifest.version(), Json.write(manifest))) {
                forget(manifest.version());
                return manifest;
            }
            pause(attempt);
        }
        throw new CommitConflictException(
                "Schema '%s' is being changed by too many others: %s attempts to commit came too late. Nothing was changed; run the statement again".formatted(name, MAX_ATTEMPTS));
    }

    private void forget(long version)
    {
        if (version % KEPT_VERSIONS == 0) {
            List<Long> old = log.versions(1).stream().filter(candidate -> candidate <= version - KEPT_VERSIONS).toList();
            log.deleteQuietly(old);
        }
    }

    /// Deletes what writers have left that died while they committed.
    void deleteAbandoned(Instant before)
    {
        log.deleteAbandoned(before);
    }

    private static void pause(int attempt)
    {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(Math.min(MAX_DELAY_MILLIS, 2 << Math.min(attempt, 10))) + 1L);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommitConflictException("Interrupted while others were changing the schema. Nothing was changed");
        }
    }
}
