package dev.trinocrowd.crowd;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/// What writers have asked of a server, and what of it the server has acknowledged.
///
/// A subject is something that a statement changes as a whole, such as a batch of rows; only one writer changes it.
final class WriteLedger
{
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /// @param acknowledged what the subject holds by the last answer
    /// @param asked what it holds once the statement that has no answer yet is done
    private record Entry(Optional<Rows> acknowledged, Optional<Optional<Rows>> asked)
    {
        Entry
        {
            requireNonNull(acknowledged, "acknowledged is null");
            requireNonNull(asked, "asked is null");
        }
    }

    /// Some rows, told from others by their number and the sum of their ids.
    record Rows(long count, long sum)
    {}

    /// @param rows empty if the subject is to be gone
    void ask(String subject, Optional<Rows> rows)
    {
        entries.compute(subject, (_, entry) -> new Entry(entry == null ? Optional.empty() : entry.acknowledged, Optional.of(rows)));
    }

    void acknowledge(String subject)
    {
        entries.computeIfPresent(subject, (_, entry) -> new Entry(entry.asked.orElseThrow(), Optional.empty()));
    }

    /// The statement has failed by an answer of the server.
    void refuse(String subject)
    {
        entries.computeIfPresent(subject, (_, entry) -> new Entry(entry.acknowledged, Optional.empty()));
    }

    long unanswered()
    {
        return entries.values().stream().filter(entry -> entry.asked.isPresent()).count();
    }

    /// Checks that each subject holds what was acknowledged or, if something else was asked, one or the other, and that there are no others.
    ///
    /// What is found counts as acknowledged from now on.
    void settle(String life, Map<String, Rows> found)
    {
        assertThat(entries.keySet()).as(life).containsAll(found.keySet());
        for (Map.Entry<String, Entry> subject : entries.entrySet()) {
            Optional<Rows> rows = Optional.ofNullable(found.get(subject.getKey()));
            Entry entry = subject.getValue();
            if (!entry.asked.equals(Optional.of(rows))) {
                assertThat(rows).as("%s: %s, asked to be %s", life, subject.getKey(), entry.asked).isEqualTo(entry.acknowledged);
            }
            subject.setValue(new Entry(rows, Optional.empty()));
        }
    }
}
