package dev.trinocrowd.launcher.deliver;

import java.util.List;

import static java.util.Objects.requireNonNull;

/// A run of a delivery as `"t$runs"` has it, by now or at its end.
///
/// @param firstOfRound the first run that worked at the round
record Run(
        long number,
        long round,
        long firstOfRound,
        String status,
        long staged,
        long accepted,
        long rejected,
        long suppressed,
        long unknown,
        long pending,
        long deleted,
        long notDeleted)
{
    static final List<String> COUNTS = List.of("round", "staged", "accepted", "rejected", "suppressed", "unknown", "deleted", "not_deleted");

    Run
    {
        requireNonNull(status, "status is null");
    }

    boolean isDelivered()
    {
        return status.equals("delivered");
    }

    /// Whether each row did what it was to do.
    boolean isWhole()
    {
        return rejected == 0 && unknown == 0 && notDeleted == 0;
    }

    /// Rows with an outcome. Those of a mirrored crowd are counted as they are sent.
    long settled()
    {
        return staged > 0 ? staged - pending : accepted + rejected + unknown + deleted + notDeleted;
    }

    List<String> counts()
    {
        return List.of(round, staged, accepted, rejected, suppressed, unknown, deleted, notDeleted).stream().map(String::valueOf).toList();
    }
}
