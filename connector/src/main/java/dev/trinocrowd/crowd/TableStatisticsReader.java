package dev.trinocrowd.crowd;

import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.statistics.TableStatistics;

import static java.util.Objects.requireNonNull;

/// Says how many rows a handle has, and how many different values its columns have.
public final class TableStatisticsReader
{
    TableStatistics read(ConnectorSession session, PinnedTables tables, CrowdTableHandle handle)
    {
        requireNonNull(session, "session is null");
        RelationEstimate estimate = RelationEstimate.of(handle.relation(), source -> tables.keys(session, handle.tables().get(source)));
        return estimate.statistics(handle);
    }
}
