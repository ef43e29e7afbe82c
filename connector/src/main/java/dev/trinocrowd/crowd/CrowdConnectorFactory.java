package dev.trinocrowd.crowd;

import io.trino.spi.TrinoException;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;

import java.util.Map;

import static io.trino.spi.StandardErrorCode.CONFIGURATION_INVALID;

/// `connector.name=crowd`; the connector has no properties.
public final class CrowdConnectorFactory
        implements ConnectorFactory
{
    @Override
    public String getName()
    {
        return "crowd";
    }

    @Override
    public Connector create(String catalogName, Map<String, String> config, ConnectorContext context)
    {
        if (!config.isEmpty()) {
            throw new TrinoException(CONFIGURATION_INVALID,
                    "Catalog '%s' of connector 'crowd' takes no properties, found %s".formatted(catalogName, String.join(", ", config.keySet())));
        }
        return new CrowdConnector();
    }
}
