package dev.trinocrowd.crowd;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trino.spi.connector.ConnectorMergeTableHandle;
import io.trino.spi.connector.ConnectorTableHandle;

import static java.util.Objects.requireNonNull;

/// Rows that are being deleted from a table, one by one.
public record CrowdMergeHandle(@JsonProperty("table") CrowdTableHandle table)
        implements ConnectorMergeTableHandle
{
    public CrowdMergeHandle
    {
        requireNonNull(table, "table is null");
    }

    @Override
    @com.fasterxml.jackson.annotation.JsonIgnore
    public ConnectorTableHandle getTableHandle()
    {
        return table;
    }

    TableReference target()
    {
        return table.singleTable().orElseThrow();
    }
}
