package dev.trinocrowd.crowd;

import io.trino.spi.connector.ConnectorTableExecuteHandle;

import static java.util.Objects.requireNonNull;

/// A procedure that is to be run on a table.
public record CrowdExecuteHandle(TableReference table, TableTask task)
        implements ConnectorTableExecuteHandle
{
    public CrowdExecuteHandle
    {
        requireNonNull(table, "table is null");
        requireNonNull(task, "task is null");
    }

    @Override
    public String toString()
    {
        return "%s of %s".formatted(task, table);
    }
}
