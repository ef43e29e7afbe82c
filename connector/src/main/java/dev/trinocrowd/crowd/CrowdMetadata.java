package dev.trinocrowd.crowd;

import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.security.TrinoPrincipal;

import java.util.Map;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;

/// A catalog without schemas.
final class CrowdMetadata
        implements ConnectorMetadata
{
    @Override
    public void createSchema(ConnectorSession session, String schemaName, Map<String, Object> properties, TrinoPrincipal owner)
    {
        throw new TrinoException(NOT_SUPPORTED, "The crowd catalog cannot hold schemas yet: CREATE SCHEMA %s is not supported".formatted(schemaName));
    }

    @Override
    public void createTable(ConnectorSession session, ConnectorTableMetadata tableMetadata, SaveMode saveMode)
    {
        throw new TrinoException(NOT_SUPPORTED, "The crowd catalog cannot hold tables yet: CREATE TABLE %s is not supported".formatted(tableMetadata.getTable()));
    }
}
