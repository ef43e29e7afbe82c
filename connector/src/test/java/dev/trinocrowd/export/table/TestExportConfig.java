package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableMap;
import io.airlift.units.Duration;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static io.airlift.configuration.testing.ConfigAssertions.assertFullMapping;
import static io.airlift.configuration.testing.ConfigAssertions.assertRecordedDefaults;
import static io.airlift.configuration.testing.ConfigAssertions.recordDefaults;
import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MINUTES;

/// The properties of a catalog of crowds that are about exports.
final class TestExportConfig
{
    @Test
    void defaults()
    {
        assertRecordedDefaults(recordDefaults(ExportConfig.class)
                .setDestinationsFile(null)
                .setLeaseDuration(new Duration(1, MINUTES))
                .setLogRetention(new Duration(90, DAYS)));
    }

    @Test
    void explicitProperties()
            throws IOException
    {
        Path file = Files.createTempFile("destinations", ".json");
        assertFullMapping(
                ImmutableMap.of(
                        "crowd.export.destinations-file", file.toString(),
                        "crowd.export.lease-duration", "5m",
                        "crowd.export.log-retention", "7d"),
                new ExportConfig()
                        .setDestinationsFile(file.toFile())
                        .setLeaseDuration(new Duration(5, MINUTES))
                        .setLogRetention(new Duration(7, DAYS)));
    }
}
