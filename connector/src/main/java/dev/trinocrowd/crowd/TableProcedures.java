package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.catalog.Snapshot;
import dev.trinocrowd.catalog.SnapshotTotals;
import dev.trinocrowd.catalog.TableStore;
import dev.trinocrowd.export.table.DeliverProcedure;
import io.airlift.units.DataSize;
import io.airlift.units.Duration;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.TableProcedureMetadata;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

import static io.trino.plugin.base.session.PropertyMetadataUtil.dataSizeProperty;
import static io.trino.plugin.base.session.PropertyMetadataUtil.durationProperty;
import static io.trino.spi.StandardErrorCode.INVALID_PROCEDURE_ARGUMENT;
import static io.trino.spi.connector.TableProcedureExecutionMode.coordinatorOnly;
import static io.trino.spi.session.PropertyMetadata.longProperty;
import static java.util.concurrent.TimeUnit.DAYS;

/// The procedures of ALTER TABLE … EXECUTE.
final class TableProcedures
{
    private static final String OPTIMIZE = "OPTIMIZE";
    private static final String EXPIRE_SNAPSHOTS = "EXPIRE_SNAPSHOTS";
    private static final String REMOVE_ORPHAN_FILES = "REMOVE_ORPHAN_FILES";
    private static final String ROLLBACK_TO_VERSION = "ROLLBACK_TO_VERSION";
    private static final String FILE_SIZE_THRESHOLD = "file_size_threshold";
    private static final String RETENTION_THRESHOLD = "retention_threshold";
    private static final String VERSION = "version";
    private static final Duration DEFAULT_RETENTION = new Duration(7, DAYS);

    static final Set<TableProcedureMetadata> ALL = ImmutableSet.of(
            DeliverProcedure.METADATA,
            new TableProcedureMetadata(OPTIMIZE, coordinatorOnly(), List.of(
                    dataSizeProperty(FILE_SIZE_THRESHOLD, "Larger files are not merged only because there are several", DataSize.ofBytes(TableStore.DEFAULT_SMALL_BYTES), false))),
            new TableProcedureMetadata(EXPIRE_SNAPSHOTS, coordinatorOnly(), List.of(
                    durationProperty(RETENTION_THRESHOLD, "Younger snapshots stay", DEFAULT_RETENTION, false))),
            new TableProcedureMetadata(REMOVE_ORPHAN_FILES, coordinatorOnly(), List.of(
                    durationProperty(RETENTION_THRESHOLD, "Younger files stay", DEFAULT_RETENTION, false))),
            new TableProcedureMetadata(ROLLBACK_TO_VERSION, coordinatorOnly(), List.of(
                    longProperty(VERSION, "The version whose rows the table is to have", null, false))));

    private TableProcedures()
    {}

    static TableTask task(String procedure, Map<String, Object> arguments)
    {
        return switch (procedure) {
            case OPTIMIZE -> new TableTask.Optimize(((DataSize) arguments.get(FILE_SIZE_THRESHOLD)).toBytes());
            case EXPIRE_SNAPSHOTS -> new TableTask.ExpireSnapshots(((Duration) arguments.get(RETENTION_THRESHOLD)).toMillis());
            case REMOVE_ORPHAN_FILES -> new TableTask.RemoveOrphanFiles(((Duration) arguments.get(RETENTION_THRESHOLD)).toMillis());
            case ROLLBACK_TO_VERSION -> rollback(arguments.get(VERSION));
            default -> throw new TrinoException(INVALID_PROCEDURE_ARGUMENT, "Crowd tables have no procedure '%s'".formatted(procedure.toLowerCase(Locale.ENGLISH)));
        };
    }

    private static TableTask rollback(Object version)
    {
        if (version instanceof Long number) {
            return new TableTask.RollbackToVersion(number);
        }
        throw new TrinoException(INVALID_PROCEDURE_ARGUMENT, "rollback_to_version needs the version to go back to: rollback_to_version(version => 3)");
    }

    /// @param needed the least version that must stay, if there is one
    /// @return what was done, for the user to see
    static Map<String, Long> run(TableStore table, TableTask task, CrowdConfig config, Supplier<OptionalLong> needed)
    {
        java.time.Duration minimum = config.getMinimumRetention().toJavaTime();
        return switch (task) {
            case TableTask.Optimize(long bytes) -> optimize(table, bytes);
            case TableTask.ExpireSnapshots(long millis) -> ImmutableMap.of("deleted_files", table.expire(java.time.Duration.ofMillis(millis), minimum, needed.get()));
            case TableTask.RemoveOrphanFiles(long millis) -> ImmutableMap.of("deleted_files", table.removeOrphans(java.time.Duration.ofMillis(millis), minimum));
            case TableTask.RollbackToVersion(long version) -> ImmutableMap.of("version", table.rollback(version).version());
        };
    }

    private static Map<String, Long> optimize(TableStore table, long smallBytes)
    {
        SnapshotTotals before = table.latest().totals();
        Snapshot after = table.compact(smallBytes);
        return ImmutableMap.of("version", after.version(), "files_before", before.files(), "files_after", after.totals().files());
    }
}
