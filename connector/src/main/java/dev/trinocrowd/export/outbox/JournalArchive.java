package dev.trinocrowd.export.outbox;

import dev.trinocrowd.catalog.Json;
import dev.trinocrowd.catalog.Times;
import dev.trinocrowd.storage.CommitLog;
import dev.trinocrowd.storage.FileStore;
import io.trino.filesystem.Location;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// The journals of the rounds of an export table, of which old ones are given up: they are marked first, and deleted when nobody reads them any
/// more, so that no reader finds a part of one.
final class JournalArchive
{
    /// What a run looks at, so that it ends soon.
    private static final int MOST_ROUNDS = 100;
    private static final Pattern FOLDER_NAME = Pattern.compile("(\\d{19})");

    private final FileStore files;
    private final Location folder;
    private final CommitLog marks;
    private final Clock clock;

    /// The journals of this round and of all before it are given up. Its version is its round.
    ///
    /// @param time in microseconds
    /// @param writer of this attempt to commit
    private record Mark(long round, long time, UUID writer)
    {}

    /// @param folder that has a folder a round
    JournalArchive(FileStore files, Location folder, CommitLog marks, Clock clock)
    {
        this.files = requireNonNull(files, "files is null");
        this.folder = requireNonNull(folder, "folder is null");
        this.marks = requireNonNull(marks, "marks is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    CommitLog journal(long round, int lane)
    {
        return new CommitLog(files, folder.appendPath("%019d".formatted(round)).appendPath(Integer.toString(lane)));
    }

    /// The last round whose journals must not be read, or 0.
    long givenUp()
    {
        return mark().map(Mark::round).orElse(0L);
    }

    private Optional<Mark> mark()
    {
        CommitLog.Tip tip = marks.tip(0);
        return tip.text().map(text -> Json.read(marks.file(tip.version()).toString(), text, Mark.class));
    }

    /// Gives up the journals of rounds that have ended long ago.
    ///
    /// @param end a round whose journals are needed, as are those of all after it
    void clean(long end, OutboxRetention retention)
    {
        Instant now = clock.instant();
        Optional<Mark> mark = mark();
        Map<Long, Location> rounds = rounds();
        if (mark.isPresent()) {
            if (Times.instant(mark.orElseThrow().time()).isAfter(now.minus(retention.readers()))) {
                return;
            }
            delete(mark.orElseThrow().round(), rounds);
        }
        long last = mark.map(Mark::round).orElse(0L);
        Optional<Long> old = lastOld(last + 1, end, rounds, now.minus(retention.journals()));
        if (old.isPresent()) {
            Mark next = new Mark(old.orElseThrow(), Times.micros(now), UUID.randomUUID());
            marks.commit(next.round(), Json.write(next));
        }
    }

    private Map<Long, Location> rounds()
    {
        Map<Long, Location> rounds = new TreeMap<>();
        for (Location found : files.listFolders(folder)) {
            Matcher matcher = FOLDER_NAME.matcher(FileStore.folderName(found));
            if (matcher.matches()) {
                long round = Long.parseLong(matcher.group(1));
                rounds.put(round, folder.appendPath(matcher.group(1)));
            }
        }
        return rounds;
    }

    private void delete(long last, Map<Long, Location> rounds)
    {
        rounds.entrySet().stream()
                .filter(round -> round.getKey() <= last)
                .limit(MOST_ROUNDS)
                .forEach(round -> files.deleteFolder(round.getValue()));
        List<Long> older = marks.versions(1).stream().filter(version -> version < last).collect(toImmutableList());
        if (!older.isEmpty()) {
            marks.deleteQuietly(older);
        }
    }

    /// Rounds follow one another: behind one that is young there is none that is old.
    private Optional<Long> lastOld(long from, long end, Map<Long, Location> rounds, Instant before)
    {
        Optional<Long> old = Optional.empty();
        int looked = 0;
        for (Map.Entry<Long, Location> round : rounds.entrySet()) {
            if (round.getKey() < from) {
                continue;
            }
            boolean isOld = round.getKey() < end
                    && looked++ < MOST_ROUNDS
                    && files.list(round.getValue()).stream().allMatch(file -> file.lastModified().isBefore(before));
            if (!isOld) {
                break;
            }
            old = Optional.of(round.getKey());
        }
        return old;
    }
}
