package dev.trinocrowd.crowd;

import dev.trinocrowd.catalog.TableEntry;
import dev.trinocrowd.catalog.TableStore;
import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import io.airlift.units.DataSize;
import io.airlift.units.Duration;
import io.airlift.units.MinDataSize;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import static io.airlift.units.DataSize.Unit.MEGABYTE;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.SECONDS;

/// The properties of a catalog of crowds, beside those of the filesystem.
public class CrowdConfig
{
    private static final long MAX_COMBINATIONS = 1_000_000;

    private String location;
    private int bucketCount = 16;
    private DataSize cacheMaxSize = defaultCacheSize();
    private DataSize writerMaxMemory = DataSize.of(64, MEGABYTE);
    private int evaluationThreads = Runtime.getRuntime().availableProcessors();
    private long maxKeyCombinations = MAX_COMBINATIONS;
    private long maxEvaluatedKeys = 10_000;
    private Duration minimumRetention = new Duration(TableStore.MINIMUM_AGE.toSeconds(), SECONDS);
    private Duration dropDelay = new Duration(1, HOURS);
    private Duration dynamicFilteringWaitTimeout = new Duration(1, SECONDS);

    /// A part of the heap, since what is read is worth more when it stays.
    private static DataSize defaultCacheSize()
    {
        return DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 8).to(MEGABYTE);
    }

    @NotNull
    @Pattern(regexp = "(local|s3|s3a|s3n|gs|abfs|abfss|wasb|wasbs)://.*", message = "must start with local://, s3://, gs:// or abfss://")
    public String getLocation()
    {
        return location;
    }

    @Config("crowd.location")
    @ConfigDescription("The folder of the catalog, such as local:///crowd or s3://bucket/crowd")
    public CrowdConfig setLocation(String location)
    {
        this.location = location;
        return this;
    }

    @Min(1)
    @Max(TableEntry.MAX_BUCKETS)
    public int getBucketCount()
    {
        return bucketCount;
    }

    @Config("crowd.bucket-count")
    @ConfigDescription("How many buckets new tables have")
    public CrowdConfig setBucketCount(int bucketCount)
    {
        this.bucketCount = bucketCount;
        return this;
    }

    @NotNull
    public DataSize getCacheMaxSize()
    {
        return cacheMaxSize;
    }

    @Config("crowd.cache.max-size")
    @ConfigDescription("What a node remembers of the files that it has read")
    public CrowdConfig setCacheMaxSize(DataSize cacheMaxSize)
    {
        this.cacheMaxSize = cacheMaxSize;
        return this;
    }

    @NotNull
    @MinDataSize("1MB")
    public DataSize getWriterMaxMemory()
    {
        return writerMaxMemory;
    }

    @Config("crowd.writer.max-memory")
    @ConfigDescription("What a writer holds before it writes a part of it to a file")
    public CrowdConfig setWriterMaxMemory(DataSize writerMaxMemory)
    {
        this.writerMaxMemory = writerMaxMemory;
        return this;
    }

    @Min(1)
    public int getEvaluationThreads()
    {
        return evaluationThreads;
    }

    @Config("crowd.evaluation-threads")
    @ConfigDescription("How many threads of a node evaluate aggregations, for all queries together")
    public CrowdConfig setEvaluationThreads(int evaluationThreads)
    {
        this.evaluationThreads = evaluationThreads;
        return this;
    }

    @Min(1)
    public long getMaxKeyCombinations()
    {
        return maxKeyCombinations;
    }

    @Config("crowd.max-key-combinations")
    @ConfigDescription("How many combinations of keys a join of crowd tables may make")
    public CrowdConfig setMaxKeyCombinations(long maxKeyCombinations)
    {
        this.maxKeyCombinations = maxKeyCombinations;
        return this;
    }

    @Min(0)
    public long getMaxEvaluatedKeys()
    {
        return maxEvaluatedKeys;
    }

    @Config("crowd.max-evaluated-keys")
    @ConfigDescription("On how many keys a condition such as LIKE is tried when a query is planned")
    public CrowdConfig setMaxEvaluatedKeys(long maxEvaluatedKeys)
    {
        this.maxEvaluatedKeys = maxEvaluatedKeys;
        return this;
    }

    @NotNull
    public Duration getMinimumRetention()
    {
        return minimumRetention;
    }

    @Config("crowd.min-expire-retention")
    @ConfigDescription("Younger snapshots and files are never removed, since queries may read them")
    public CrowdConfig setMinimumRetention(Duration minimumRetention)
    {
        this.minimumRetention = minimumRetention;
        return this;
    }

    @NotNull
    public Duration getDropDelay()
    {
        return dropDelay;
    }

    @Config("crowd.drop-delay")
    @ConfigDescription("How long the files of a dropped or replaced table stay, for queries that still read it")
    public CrowdConfig setDropDelay(Duration dropDelay)
    {
        this.dropDelay = dropDelay;
        return this;
    }

    @NotNull
    public Duration getDynamicFilteringWaitTimeout()
    {
        return dynamicFilteringWaitTimeout;
    }

    @Config("crowd.dynamic-filtering.wait-timeout")
    @ConfigDescription("How long a scan waits for the ids of the other side of a join")
    public CrowdConfig setDynamicFilteringWaitTimeout(Duration dynamicFilteringWaitTimeout)
    {
        this.dynamicFilteringWaitTimeout = dynamicFilteringWaitTimeout;
        return this;
    }
}
