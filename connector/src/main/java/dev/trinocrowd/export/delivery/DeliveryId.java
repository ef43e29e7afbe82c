package dev.trinocrowd.export.delivery;

import java.util.UUID;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// What is delivered: some outbox snapshots of an export table. The same for every run that works on them.
public record DeliveryId(UUID table, long firstVersion, long lastVersion)
{
    public DeliveryId
    {
        requireNonNull(table, "table is null");
        checkArgument(firstVersion >= 0 && lastVersion >= firstVersion, "versions must ascend, found %s to %s", firstVersion, lastVersion);
    }
}
