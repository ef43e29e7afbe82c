package dev.trinocrowd.crowd;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What ALTER TABLE … EXECUTE can do.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TableTask.Optimize.class, name = "optimize"),
    @JsonSubTypes.Type(value = TableTask.ExpireSnapshots.class, name = "expire_snapshots"),
    @JsonSubTypes.Type(value = TableTask.RemoveOrphanFiles.class, name = "remove_orphan_files"),
    @JsonSubTypes.Type(value = TableTask.RollbackToVersion.class, name = "rollback_to_version"),
})
public sealed interface TableTask
{
    /// @param fileSizeThreshold in bytes: larger files are not merged only because there are several
    record Optimize(long fileSizeThreshold)
            implements TableTask
    {}

    /// @param retentionMillis younger snapshots stay
    record ExpireSnapshots(long retentionMillis)
            implements TableTask
    {}

    /// @param retentionMillis younger files stay
    record RemoveOrphanFiles(long retentionMillis)
            implements TableTask
    {}

    record RollbackToVersion(long version)
            implements TableTask
    {}
}
