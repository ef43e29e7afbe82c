package dev.trinocrowd.export.outbox;

import java.time.Duration;

import static com.google.common.base.Preconditions.checkArgument;

/// How long an export table keeps what its deliveries do not need.
///
/// @param journals those of delivered rounds
/// @param files what is younger may be in use by a statement that has not committed it yet
/// @param readers for so long, queries may read what was needed before
public record OutboxRetention(Duration journals, Duration files, Duration readers)
{
    public OutboxRetention
    {
        checkArgument(!journals.isNegative(), "the retention of journals must not be negative, found %s", journals);
        checkArgument(!files.isNegative(), "the retention of files must not be negative, found %s", files);
        checkArgument(!readers.isNegative(), "the time for readers must not be negative, found %s", readers);
    }
}
