package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableMap;
import io.airlift.units.DataSize;
import io.airlift.units.Duration;
import io.airlift.units.MinDataSize;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static io.airlift.configuration.testing.ConfigAssertions.assertFullMapping;
import static io.airlift.configuration.testing.ConfigAssertions.assertRecordedDefaults;
import static io.airlift.configuration.testing.ConfigAssertions.recordDefaults;
import static io.airlift.testing.ValidationAssertions.assertFailsValidation;
import static io.airlift.testing.ValidationAssertions.assertValidates;
import static io.airlift.units.DataSize.Unit.GIGABYTE;
import static io.airlift.units.DataSize.Unit.KILOBYTE;
import static io.airlift.units.DataSize.Unit.MEGABYTE;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

/// The properties of a catalog of crowds.
final class TestCrowdConfig
{
    private static CrowdConfig valid()
    {
        return new CrowdConfig().setLocation("local:///crowd");
    }

    @Test
    void defaults()
    {
        assertRecordedDefaults(recordDefaults(CrowdConfig.class)
                .setLocation(null)
                .setBucketCount(16)
                .setCacheMaxSize(DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 8).to(MEGABYTE))
                .setWriterMaxMemory(DataSize.of(64, MEGABYTE))
                .setEvaluationThreads(Runtime.getRuntime().availableProcessors())
                .setMaxKeyCombinations(1_000_000)
                .setMaxEvaluatedKeys(10_000)
                .setMinimumRetention(new Duration(24, HOURS))
                .setDropDelay(new Duration(1, HOURS))
                .setDynamicFilteringWaitTimeout(new Duration(1, SECONDS)));
    }

    @Test
    void explicitProperties()
    {
        Map<String, String> properties = ImmutableMap.<String, String>builder()
                .put("crowd.location", "s3://bucket/crowd")
                .put("crowd.bucket-count", "3")
                .put("crowd.cache.max-size", "3GB")
                .put("crowd.writer.max-memory", "7MB")
                .put("crowd.evaluation-threads", "99")
                .put("crowd.max-key-combinations", "11")
                .put("crowd.max-evaluated-keys", "0")
                .put("crowd.min-expire-retention", "0s")
                .put("crowd.drop-delay", "5m")
                .put("crowd.dynamic-filtering.wait-timeout", "10s")
                .buildOrThrow();
        CrowdConfig expected = new CrowdConfig()
                .setLocation("s3://bucket/crowd")
                .setBucketCount(3)
                .setCacheMaxSize(DataSize.of(3, GIGABYTE))
                .setWriterMaxMemory(DataSize.of(7, MEGABYTE))
                .setEvaluationThreads(99)
                .setMaxKeyCombinations(11)
                .setMaxEvaluatedKeys(0)
                .setMinimumRetention(new Duration(0, SECONDS))
                .setDropDelay(new Duration(5, MINUTES))
                .setDynamicFilteringWaitTimeout(new Duration(10, SECONDS));
        assertFullMapping(properties, expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local:///", "local:///a/b", "s3://bucket/crowd", "s3a://bucket", "gs://bucket/crowd", "abfss://container@account.dfs.core.windows.net/crowd"})
    void locations(String location)
    {
        assertValidates(valid().setLocation(location));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hdfs://somewhere/crowd", "/crowds", "crowd", "", "file:///crowd", "http://somewhere"})
    void otherLocationsAreRefused(String location)
    {
        assertFailsValidation(valid().setLocation(location), "location", "must start with local://, s3://, gs:// or abfss://", Pattern.class);
    }

    @Test
    void valuesOutOfRangeAreRefused()
    {
        assertFailsValidation(new CrowdConfig(), "location", "must not be null", NotNull.class);
        assertFailsValidation(valid().setBucketCount(0), "bucketCount", "must be greater than or equal to 1", Min.class);
        assertFailsValidation(valid().setBucketCount(1 << 20), "bucketCount", "must be less than or equal to 65536", Max.class);
        assertFailsValidation(valid().setWriterMaxMemory(DataSize.of(1023, KILOBYTE)), "writerMaxMemory", "must be greater than or equal to 1MB", MinDataSize.class);
        assertFailsValidation(valid().setEvaluationThreads(0), "evaluationThreads", "must be greater than or equal to 1", Min.class);
        assertFailsValidation(valid().setMaxKeyCombinations(0), "maxKeyCombinations", "must be greater than or equal to 1", Min.class);
        assertFailsValidation(valid().setMaxEvaluatedKeys(-1), "maxEvaluatedKeys", "must be greater than or equal to 0", Min.class);
        assertFailsValidation(valid().setMinimumRetention(null), "minimumRetention", "must not be null", NotNull.class);
        assertFailsValidation(valid().setDropDelay(null), "dropDelay", "must not be null", NotNull.class);
    }
}
