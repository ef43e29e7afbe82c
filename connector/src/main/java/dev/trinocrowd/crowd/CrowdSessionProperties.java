package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import io.airlift.units.Duration;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.session.PropertyMetadata;

import java.util.List;

import static io.trino.plugin.base.session.PropertyMetadataUtil.durationProperty;
import static io.trino.spi.StandardErrorCode.INVALID_SESSION_PROPERTY;
import static io.trino.spi.session.PropertyMetadata.longProperty;

/// What a session can set.
public final class CrowdSessionProperties
{
    private static final String MAX_KEY_COMBINATIONS = "max_key_combinations";
    private static final String MAX_EVALUATED_KEYS = "max_evaluated_keys";
    private static final String DROP_DELAY = "drop_delay";
    private static final String DYNAMIC_FILTERING_WAIT_TIMEOUT = "dynamic_filtering_wait_timeout";

    private final List<PropertyMetadata<?>> properties;

    @Inject
    public CrowdSessionProperties(CrowdConfig config)
    {
        properties = ImmutableList.of(
                longProperty(
                        MAX_KEY_COMBINATIONS,
                        "How many combinations of keys a join of crowd tables may make",
                        config.getMaxKeyCombinations(),
                        value -> {
                            if (value < 1) {
                                throw new TrinoException(INVALID_SESSION_PROPERTY, "%s must be positive, found %s".formatted(MAX_KEY_COMBINATIONS, value));
                            }
                        },
                        false),
                longProperty(
                        MAX_EVALUATED_KEYS,
                        "On how many keys a condition such as LIKE is tried when a query is planned; with more, it is left to the engine",
                        config.getMaxEvaluatedKeys(),
                        value -> {
                            if (value < 0) {
                                throw new TrinoException(INVALID_SESSION_PROPERTY, "%s must not be negative, found %s".formatted(MAX_EVALUATED_KEYS, value));
                            }
                        },
                        false),
                durationProperty(
                        DROP_DELAY,
                        "How long the files of a table that is dropped or replaced stay, for queries that still read it",
                        config.getDropDelay(),
                        false),
                durationProperty(
                        DYNAMIC_FILTERING_WAIT_TIMEOUT,
                        "How long a scan waits for the ids of the other side of a join",
                        config.getDynamicFilteringWaitTimeout(),
                        false));
    }

    List<PropertyMetadata<?>> properties()
    {
        return properties;
    }

    public static long maxKeyCombinations(ConnectorSession session)
    {
        return session.getProperty(MAX_KEY_COMBINATIONS, Long.class);
    }

    static long maxEvaluatedKeys(ConnectorSession session)
    {
        return session.getProperty(MAX_EVALUATED_KEYS, Long.class);
    }

    static java.time.Duration dropDelay(ConnectorSession session)
    {
        return session.getProperty(DROP_DELAY, Duration.class).toJavaTime();
    }

    static long dynamicFilteringWaitMillis(ConnectorSession session)
    {
        return session.getProperty(DYNAMIC_FILTERING_WAIT_TIMEOUT, Duration.class).toMillis();
    }
}
