package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import dev.trinocrowd.catalog.TableEntry;
import dev.trinocrowd.export.table.ExportProperties;
import io.trino.spi.TrinoException;
import io.trino.spi.session.PropertyMetadata;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import static io.trino.spi.StandardErrorCode.INVALID_TABLE_PROPERTY;
import static io.trino.spi.session.PropertyMetadata.integerProperty;
import static io.trino.spi.session.PropertyMetadata.stringProperty;

/// What follows WITH in CREATE TABLE.
public final class CrowdTableProperties
{
    static final String MEMBER = "member";
    static final String BUCKETS = "buckets";
    static final String DEFAULT_MEMBER = "user_id";

    private final List<PropertyMetadata<?>> properties;

    @Inject
    public CrowdTableProperties(CrowdConfig config)
    {
        properties = ImmutableList.<PropertyMetadata<?>>builder().add(
                stringProperty(MEMBER, "The column of ids", DEFAULT_MEMBER, false),
                integerProperty(
                        BUCKETS,
                        "How many buckets the table has; tables of different numbers are not joined as bitmaps",
                        config.getBucketCount(),
                        value -> {
                            if (value < 1 || value > TableEntry.MAX_BUCKETS) {
                                throw new TrinoException(INVALID_TABLE_PROPERTY, "%s must be 1 to %s, found %s".formatted(BUCKETS, TableEntry.MAX_BUCKETS, value));
                            }
                        },
                        false))
                .addAll(ExportProperties.ALL).build();
    }

    List<PropertyMetadata<?>> properties()
    {
        return properties;
    }

    /// Columns have lower-case names.
    public static String member(Map<String, Object> properties)
    {
        return ((String) properties.getOrDefault(MEMBER, DEFAULT_MEMBER)).toLowerCase(Locale.ENGLISH);
    }

    public static int buckets(Map<String, Object> properties)
    {
        return (int) properties.get(BUCKETS);
    }
}
