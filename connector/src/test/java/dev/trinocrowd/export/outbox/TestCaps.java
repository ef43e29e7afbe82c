package dev.trinocrowd.export.outbox;

import dev.trinocrowd.algebra.RoomListener;
import dev.trinocrowd.catalog.ExportMode;
import dev.trinocrowd.export.caps.Cap;
import dev.trinocrowd.export.caps.Caps;
import dev.trinocrowd.export.caps.Period;
import dev.trinocrowd.export.delivery.Backoff;
import dev.trinocrowd.export.delivery.Batch;
import dev.trinocrowd.export.delivery.DeliverySettings;
import dev.trinocrowd.export.delivery.Grouping;
import dev.trinocrowd.export.delivery.Idempotency;
import dev.trinocrowd.export.delivery.LanePlan;
import dev.trinocrowd.export.delivery.OnUnknown;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowOutcome;
import dev.trinocrowd.export.delivery.SendResult;
import dev.trinocrowd.export.delivery.Sender;
import dev.trinocrowd.export.delivery.Verdict;
import dev.trinocrowd.storage.ExclusiveCommitter;
import dev.trinocrowd.storage.FileStore;
import io.trino.filesystem.FileEntry;
import io.trino.filesystem.Location;
import io.trino.filesystem.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// How often members get something, over all export tables of a destination.
final class TestCaps
{
    private static final int LANES = OutboxFixture.LANES;
    private static final Caps ONE_A_DAY = caps(new Cap(Period.DAY, 1));

    private final FileStore files = new FileStore(new MemoryFileSystem(), new ExclusiveCommitter());
    private final MovingClock clock = new MovingClock("2026-11-22T10:00:00Z");
    private final KeyedSink sink = new KeyedSink();
    private final OutboxFixture first = table(1, ExportMode.APPEND);
    private final OutboxFixture second = table(2, ExportMode.APPEND);
    private int fence;

    private OutboxFixture table(int number, ExportMode mode)
    {
        return new OutboxFixture(files, clock, mode, Optional.empty(), List.of(), number);
    }

    private static Caps caps(Cap... caps)
    {
        return new Caps(List.of(caps), ZoneOffset.UTC);
    }

    private static RoundInputs inputs(Caps caps)
    {
        return new RoundInputs(LANES, Optional.empty(), List.of(), Optional.of(new DeclaredCaps(caps, OutboxFixture.READING)));
    }

    private RunRecord deliver(OutboxFixture table, Caps caps)
            throws InterruptedException
    {
        return table.deliver(sink, ++fence, inputs(caps)).orElseThrow();
    }

    private static long rows(RunRecord run, RowOutcome outcome, String reason)
    {
        return run.tallies().stream()
                .filter(tally -> tally.action() == RowAction.SEND && tally.outcome() == outcome && tally.reason().equals(Optional.ofNullable(reason)))
                .mapToLong(Tally::rows)
                .sum();
    }

    private long today()
    {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    }

    @Test
    void exportsOfADestinationKeepItsCapsTogether()
            throws Exception
    {
        first.stage(1, "a", 2, "b");
        second.stage(2, "c", 3, "d");
        deliver(first, ONE_A_DAY);
        RunRecord run = deliver(second, ONE_A_DAY);
        assertThat(rows(run, RowOutcome.ACCEPTED, null)).isEqualTo(1);
        assertThat(rows(run, RowOutcome.SUPPRESSED, "cap: 1 a day")).isEqualTo(1);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("a"), 2L, List.of("b"), 3L, List.of("d")));
        assertThat(second.state()).containsEntry(2L, "suppressed NOTHING c (cap: 1 a day)");
    }

    @Test
    void rowsOfAMemberInOneRoundCountOneAfterAnother()
            throws Exception
    {
        first.stage(1, "a", 1, "b", 2, "x");
        first.stage(1, "c", 2, "y");
        RunRecord run = deliver(first, caps(new Cap(Period.DAY, 2)));
        assertThat(rows(run, RowOutcome.SUPPRESSED, "cap: 2 a day")).isEqualTo(1);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("a", "b"), 2L, List.of("x", "y")));
        assertThat(first.counted()).isEqualTo(Map.of(today(), Map.of(1L, 2, 2L, 2)));
    }

    @Test
    void theNextDayMembersMayGetSomethingAgain()
            throws Exception
    {
        first.stage(1, "a");
        deliver(first, ONE_A_DAY);
        clock.move(Duration.ofHours(13));
        first.stage(1, "at 23:00");
        deliver(first, ONE_A_DAY);
        clock.move(Duration.ofHours(1));
        first.stage(1, "at midnight");
        deliver(first, ONE_A_DAY);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("a", "at midnight")));
    }

    @Test
    void aWeekIsADayAndTheSixBefore()
            throws Exception
    {
        Caps caps = caps(new Cap(Period.DAY, 2), new Cap(Period.WEEK, 3));
        for (int day = 0; day < 8; day++) {
            first.stage(1, "on " + day, 1, "again on " + day);
            RunRecord run = deliver(first, caps);
            assertThat(rows(run, RowOutcome.SUPPRESSED, "cap: 3 a week")).describedAs("day %s", day).isEqualTo(switch (day) {
                case 0, 7 -> 0;
                case 1 -> 1;
                default -> 2;
            });
            clock.move(Duration.ofDays(1));
        }
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("on 0", "again on 0", "on 1", "on 7", "again on 7")));
    }

    @Test
    void aMonthIsADayAndThe29Before()
            throws Exception
    {
        Caps caps = caps(new Cap(Period.MONTH, 1));
        for (int day = 0; day <= 30; day++) {
            first.stage(1, "on " + day);
            deliver(first, caps);
            clock.move(Duration.ofDays(1));
        }
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("on 0", "on 30")));
    }

    @Test
    void theFirstCapThatIsReachedIsTheReason()
            throws Exception
    {
        Caps caps = caps(new Cap(Period.DAY, 1), new Cap(Period.WEEK, 1), new Cap(Period.MONTH, 1));
        first.stage(1, "a");
        deliver(first, caps);
        first.stage(1, "b");
        assertThat(first.preview(inputs(caps))).isEqualTo(Map.of("cap: 1 a day", 1L));
        clock.move(Duration.ofDays(1));
        assertThat(first.preview(inputs(caps))).isEqualTo(Map.of("cap: 1 a week", 1L));
        clock.move(Duration.ofDays(7));
        assertThat(first.preview(inputs(caps))).isEqualTo(Map.of("cap: 1 a month", 1L));
        clock.move(Duration.ofDays(30));
        assertThat(first.preview(inputs(caps))).isEqualTo(Map.of("pending", 1L));
    }

    @Test
    void daysAreThoseOfTheZone()
            throws Exception
    {
        Caps caps = new Caps(List.of(new Cap(Period.DAY, 1)), ZoneId.of("Asia/Shanghai"));
        first.stage(1, "at 18:00");
        deliver(first, caps);
        clock.move(Duration.ofHours(5));
        first.stage(1, "at 23:00");
        deliver(first, caps);
        clock.move(Duration.ofHours(1));
        first.stage(1, "at midnight");
        deliver(first, caps);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("at 18:00", "at midnight")));
    }

    @Test
    void whatDidNotReachItsMemberDoesNotCount()
            throws Exception
    {
        OutboxFixture table = new OutboxFixture(files, clock, ExportMode.MIRROR, Optional.empty(), List.of(0L), 3);
        sink.refuse(3);
        table.stage(1, "a", 2, "0 control", 3, "refused", 4, "d");
        deliver(table, ONE_A_DAY);
        clock.move(Duration.ofDays(1));
        // Member 1 is deleted, member 4 unchanged.
        table.stage(4, "d");
        deliver(table, ONE_A_DAY);
        assertThat(sink.effects()).containsEntry(1L, List.of("a", "deleted"));
        assertThat(table.counted()).isEqualTo(Map.of(today() - 1, Map.of(1L, 1, 4L, 1)));
    }

    @Test
    void whatMayHaveReachedItsMemberCounts()
            throws Exception
    {
        first.stage(1, "a");
        Round round = first.begin(sink, ++fence, inputs(ONE_A_DAY));
        DeliverySettings settings = new DeliverySettings(
                new LanePlan(1, 1, Grouping.NONE), 1, OptionalDouble.empty(), Backoff.DEFAULT, Idempotency.NONE, OnUnknown.HOLD, 3);
        Sender silent = sender(_ -> SendResult.of(new Verdict.Unknown("no answer")));
        for (int lane = 0; lane < LANES; lane++) {
            new LaneRun(first.store(), round, lane, first.schema(), OutboxFixture.READING.payloads(first.store().entry()), settings, 1 << 20, RoomListener.NONE).run(silent);
        }
        assertThat(rows(first.store().endRun(round, _ -> {}), RowOutcome.UNKNOWN, null)).isEqualTo(1);
        assertThat(first.counted()).isEqualTo(Map.of(today(), Map.of(1L, 1)));
    }

    private static Sender sender(Function<Batch, SendResult> answer)
    {
        return new Sender()
        {
            @Override
            public SendResult send(Batch batch)
            {
                return answer.apply(batch);
            }

            @Override
            public void close()
            {
                // holds nothing
            }
        };
    }

    @Test
    void rowsCountOnTheDayOnWhichTheirRoundEnds()
            throws Exception
    {
        first.stage(1, "a");
        Round round = first.begin(sink, ++fence, inputs(ONE_A_DAY), 0, 1, 2);
        clock.move(Duration.ofDays(3));
        first.store().endRun(round, _ -> {});
        assertThat(first.counted()).isEqualTo(Map.of(today(), Map.of(1L, 1)));
    }

    @Test
    void aMirrorKeepsWhatItHasOfAMemberWhoIsAtACap()
            throws Exception
    {
        OutboxFixture mirror = table(3, ExportMode.MIRROR);
        mirror.stage(1, "a", 2, "b");
        deliver(mirror, ONE_A_DAY);
        mirror.stage(1, "x", 2, "b");
        RunRecord run = deliver(mirror, ONE_A_DAY);
        assertThat(rows(run, RowOutcome.SUPPRESSED, "cap: 1 a day")).isEqualTo(1);
        assertThat(rows(run, RowOutcome.SUPPRESSED, "unchanged")).isEqualTo(1);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("a"), 2L, List.of("b")));
        assertThat(mirror.state()).containsEntry(1L, "suppressed PAYLOAD a (cap: 1 a day)");
        clock.move(Duration.ofDays(1));
        mirror.stage(1, "x", 2, "b");
        deliver(mirror, ONE_A_DAY);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("a", "x"), 2L, List.of("b")));
    }

    @Test
    void aMirroredCrowdTriesMembersAgainWhoWereAtACap()
            throws Exception
    {
        OutboxFixture mirror = new OutboxFixture(files, clock, ExportMode.MIRROR, Optional.of("app.vip"), List.of(), 3);
        first.stage(2, "a", 300_000, "b");
        deliver(first, ONE_A_DAY);
        PinnedCrowd crowd = mirror.crowd("app.vip", 1, 2, 300_000);
        RoundInputs inputs = new RoundInputs(LANES, Optional.of(crowd), List.of(), Optional.of(new DeclaredCaps(ONE_A_DAY, OutboxFixture.READING)));
        assertThat(rows(mirror.deliver(sink, ++fence, inputs).orElseThrow(), RowOutcome.SUPPRESSED, "cap: 1 a day")).isEqualTo(2);
        clock.move(Duration.ofDays(1));
        mirror.deliver(sink, ++fence, inputs);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("sent"), 2L, List.of("a", "sent"), 300_000L, List.of("b", "sent")));
    }

    @Test
    void aRoundThatIsOpenCountsWithAllThatItMayStillSend()
            throws Exception
    {
        Object[] rows = IntStream.range(1, 21).boxed().flatMap(member -> Stream.of(member, "a")).toArray();
        first.stage(rows);
        Round open = first.begin(sink, ++fence, inputs(ONE_A_DAY), 0);
        int sent = sink.effects().size();
        assertThat(sent).isBetween(1, 19);
        second.stage(rows);
        second.stage(50, "b");
        assertThat(second.preview(inputs(ONE_A_DAY))).isEqualTo(Map.of("cap: 1 a day", 20L, "pending", 1L));
        RunRecord run = deliver(second, ONE_A_DAY);
        assertThat(rows(run, RowOutcome.SUPPRESSED, "cap: 1 a day")).isEqualTo(20);
        assertThat(sink.effects()).hasSize(sent + 1);
        RunRecord end = deliver(first, ONE_A_DAY);
        assertThat(end.round()).isEqualTo(open.number());
        assertThat(rows(end, RowOutcome.ACCEPTED, null)).isEqualTo(20);
        assertThat(sink.effects()).hasSize(21).allSatisfy((_, effects) -> assertThat(effects).hasSize(1));
        assertThat(first.counted().get(today())).hasSize(21).allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
    }

    @Test
    void aRoundGoesOnWithTheCountsThatItBeganWith()
            throws Exception
    {
        first.stage(1, "a", 2, "b", 3, "c", 4, "d");
        Round open = first.begin(sink, ++fence, inputs(ONE_A_DAY), 0);
        second.stage(1, "x", 2, "x", 3, "x", 4, "x", 5, "x");
        deliver(second, ONE_A_DAY);
        clock.move(Duration.ofDays(2));
        deliver(second(5), ONE_A_DAY);
        RunRecord end = deliver(first, ONE_A_DAY);
        assertThat(end.round()).isEqualTo(open.number());
        assertThat(rows(end, RowOutcome.ACCEPTED, null)).isEqualTo(4);
    }

    /// Stages a row for one more member.
    private OutboxFixture second(long member)
    {
        second.stage(member, "later");
        return second;
    }

    @Test
    void aRoundThatDidNotGetAsFarAsToBeginDoesNotCount()
            throws Exception
    {
        first.stage(1, "a");
        // What a crash leaves between the entry in the ledger and the round itself.
        first.store().ledger().register(first.store().entry(), ONE_A_DAY, (_, _) -> false);
        second.stage(1, "b");
        assertThat(rows(deliver(second, ONE_A_DAY), RowOutcome.ACCEPTED, null)).isEqualTo(1);
        assertThat(rows(deliver(first, ONE_A_DAY), RowOutcome.SUPPRESSED, "cap: 1 a day")).isEqualTo(1);
        assertThat(first.store().ledger().latest().open()).isEmpty();
    }

    @Test
    void aRoundWhoseEntryWasTakenAwayBeforeItBeganCountsWhatHappenedSince()
            throws Exception
    {
        first.stage(1, "a");
        second.stage(1, "b");
        // As it is if another delivery takes this one for dead between its entry in the ledger and its begin.
        Round round = first.begin(sink, ++fence, inputs(ONE_A_DAY));
        first.store().ledger().settle(round.caps().orElseThrow(), Optional.empty());
        deliver(second, ONE_A_DAY);
        RunRecord run = deliver(first, ONE_A_DAY);
        assertThat(rows(run, RowOutcome.SUPPRESSED, "cap: 1 a day")).isEqualTo(1);
        assertThat(sink.effects()).isEqualTo(Map.of(1L, List.of("b")));
    }

    @Test
    void anExportTableThatIsDroppedLeavesWhatItHasSent()
            throws Exception
    {
        Object[] rows = IntStream.range(1, 21).boxed().flatMap(member -> Stream.of(member, "a")).toArray();
        first.stage(rows);
        first.begin(sink, ++fence, inputs(ONE_A_DAY), 0);
        Set<Long> sent = sink.effects().keySet();
        Runnable afterDrop = first.store().prepareDrop(OutboxFixture.READING, _ -> false);
        files.deleteFolder(Location.of("memory:///crowd").appendPath(first.store().entry().folder()));
        afterDrop.run();
        assertThat(second.counted().get(today()).keySet()).isEqualTo(sent);
        second.stage(rows);
        assertThat(rows(deliver(second, ONE_A_DAY), RowOutcome.SUPPRESSED, "cap: 1 a day")).isEqualTo(sent.size());
    }

    @Test
    void anExportTableThatIsDroppedWhileItSendsCountsAllThatMayLeave()
            throws Exception
    {
        first.stage(1, "a", 2, "b", 3, "c", 4, "d", 5, "e");
        first.begin(sink, ++fence, inputs(ONE_A_DAY), 0);
        first.store().prepareDrop(OutboxFixture.READING, lease -> lease == fence).run();
        assertThat(second.counted().get(today()).keySet()).isEqualTo(Set.of(1L, 2L, 3L, 4L, 5L));
    }

    @Test
    void aPreviewWritesNothing()
            throws Exception
    {
        first.stage(1, "a");
        deliver(first, ONE_A_DAY);
        second.stage(1, "b", 2, "c");
        List<Location> before = files.list(Location.of("memory:///crowd")).stream().map(FileEntry::location).toList();
        assertThat(second.preview(inputs(ONE_A_DAY))).isEqualTo(Map.of("cap: 1 a day", 1L, "pending", 1L));
        assertThat(files.list(Location.of("memory:///crowd")).stream().map(FileEntry::location).toList()).isEqualTo(before);
    }

    @Test
    void whatIsOlderThanAMonthIsForgottenWithItsFiles()
            throws Exception
    {
        Caps caps = caps(new Cap(Period.MONTH, 100));
        for (int day = 0; day < 70; day++) {
            first.stage(day, "a", 1_000_000L * day, "b");
            deliver(first, caps);
            clock.move(Duration.ofDays(1));
        }
        // A day goes when its layer is merged, or when all days of the layer are too old.
        assertThat(first.counted().keySet()).allMatch(day -> day > today() - 60);
        assertThat(first.store().ledger().latest().layers()).hasSizeLessThan(10);
        assertThat(files.listFolders(Location.of("memory:///crowd/_destinations/sink/caps"))).hasSizeLessThan(20);
    }

    /// Random rounds of three export tables, some of which stay open for days: whatever happens, no member gets more within a period than its cap,
    /// and the ledger has each row once.
    @Test
    void noMemberGetsMoreThanACap()
            throws Exception
    {
        for (long seed = 1; seed <= 12; seed++) {
            checkRandomRounds(seed, 25);
        }
    }

    @Tag("nightly")
    @Test
    void noMemberGetsMoreThanACapAtLength()
            throws Exception
    {
        long seed = System.nanoTime();
        for (int i = 0; i < 300; i++) {
            checkRandomRounds(seed + i, 80);
        }
    }

    private static void checkRandomRounds(long seed, int steps)
            throws Exception
    {
        Random random = new Random(seed);
        MovingClock clock = new MovingClock("2026-11-22T10:00:00Z");
        FileStore files = new FileStore(new MemoryFileSystem(), new ExclusiveCommitter());
        Caps caps = caps(new Cap(Period.DAY, 1 + random.nextInt(2)), new Cap(Period.WEEK, 2 + random.nextInt(3)), new Cap(Period.MONTH, 3 + random.nextInt(6)));
        List<OutboxFixture> tables = new ArrayList<>();
        tables.add(new OutboxFixture(files, clock, ExportMode.APPEND, Optional.empty(), List.of(), 1));
        tables.add(new OutboxFixture(files, clock, ExportMode.UPSERT, Optional.empty(), List.of(), 2));
        tables.add(new OutboxFixture(files, clock, ExportMode.APPEND, Optional.empty(), List.of(), 3));
        Map<Long, Map<Long, Integer>> got = new ConcurrentHashMap<>();
        Sender counting = sender(batch -> {
            long day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
            for (OutboxRow row : batch.rows()) {
                got.computeIfAbsent(row.member(), _ -> new ConcurrentHashMap<>()).merge(day, 1, Integer::sum);
            }
            return SendResult.of(new Verdict.Settled(List.of(), Optional.empty()));
        });
        int fence = 0;
        for (int step = 0; step < steps; step++) {
            OutboxFixture table = tables.get(random.nextInt(tables.size()));
            int rows = 1 + random.nextInt(12);
            List<Object> staged = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                staged.add(random.nextInt(15));
                staged.add("of %s, %s".formatted(step, row));
            }
            table.stage(staged.toArray());
            if (random.nextInt(3) == 0) {
                Optional<Round> round = table.store().beginRun(++fence, "query", "user", OutboxFixture.NAME, () -> inputs(caps));
                int lane = random.nextInt(LANES);
                if (round.isPresent()) {
                    table.laneRun(round.orElseThrow(), lane).run(counting);
                }
            }
            else {
                table.deliver(counting, ++fence, inputs(caps));
            }
            clock.move(Duration.ofHours(random.nextInt(40)));
        }
        got.forEach((member, days) -> caps.caps().forEach(cap -> days.keySet().forEach(first -> {
            int sum = days.entrySet().stream().filter(day -> day.getKey() >= first && day.getKey() < first + cap.period().days()).mapToInt(Map.Entry::getValue).sum();
            assertThat(sum).describedAs("seed %s, member %s, %s", seed, member, cap).isLessThanOrEqualTo(cap.most());
        })));
        for (OutboxFixture table : tables) {
            while (table.store().latest().round().isPresent() || !table.store().latest().pending().isEmpty()) {
                table.deliver(counting, ++fence, inputs(caps));
            }
        }
        long month = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay() - Period.mostDays();
        long counted = tables.getFirst().counted().entrySet().stream().filter(day -> day.getKey() > month).flatMap(day -> day.getValue().values().stream())
                .mapToLong(count -> count).sum();
        long sent = got.values().stream().flatMap(days -> days.entrySet().stream()).filter(day -> day.getKey() > month).mapToLong(Map.Entry::getValue).sum();
        // Rows count on the day on which their round ended, so that some that are older may count still.
        assertThat(counted).describedAs("seed %s", seed).isGreaterThanOrEqualTo(sent);
        assertThat(tables.getFirst().store().ledger().latest().open()).isEmpty();
    }
}
