package dev.trinocrowd.shop;

import io.trino.spi.TrinoException;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;

import java.util.Map;

import static io.trino.spi.StandardErrorCode.CONFIGURATION_INVALID;

/// `connector.name=shop`; the connector has no properties.
public final class ShopConnectorFactory
        implements ConnectorFactory
{
    @Override
    public String getName()
    {
        return "shop";
    }

    @Override
    public Connector create(String catalogName, Map<String, String> config, ConnectorContext context)
    {
        if (!config.isEmpty()) {
            throw new TrinoException(CONFIGURATION_INVALID,
                    "Catalog '%s' of connector 'shop' takes no properties, found %s".formatted(catalogName, String.join(", ", config.keySet())));
        }
        return new ShopConnector();
    }
}
