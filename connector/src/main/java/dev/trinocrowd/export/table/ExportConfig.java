package dev.trinocrowd.export.table;

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import io.airlift.configuration.validation.FileExists;
import io.airlift.units.Duration;
import io.airlift.units.MinDuration;
import jakarta.validation.constraints.NotNull;

import java.io.File;
import java.util.Optional;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MINUTES;

/// The properties of a catalog of crowds that are about exports.
public class ExportConfig
{
    private Optional<File> destinationsFile = Optional.empty();
    private Duration leaseDuration = new Duration(1, MINUTES);
    private Duration logRetention = new Duration(90, DAYS);

    public Optional<@FileExists File> getDestinationsFile()
    {
        return destinationsFile;
    }

    @Config("crowd.export.destinations-file")
    @ConfigDescription("The file that declares where export tables may send to")
    public ExportConfig setDestinationsFile(File destinationsFile)
    {
        this.destinationsFile = Optional.ofNullable(destinationsFile);
        return this;
    }

    @NotNull
    @MinDuration("3s")
    public Duration getLeaseDuration()
    {
        return leaseDuration;
    }

    @Config("crowd.export.lease-duration")
    @ConfigDescription("After how long without a sign of life another delivery to the same destination may begin")
    public ExportConfig setLeaseDuration(Duration leaseDuration)
    {
        this.leaseDuration = leaseDuration;
        return this;
    }

    @NotNull
    @MinDuration("1d")
    public Duration getLogRetention()
    {
        return logRetention;
    }

    @Config("crowd.export.log-retention")
    @ConfigDescription("For how long the logs tell of the batches of a delivered round")
    public ExportConfig setLogRetention(Duration logRetention)
    {
        this.logRetention = logRetention;
        return this;
    }
}
