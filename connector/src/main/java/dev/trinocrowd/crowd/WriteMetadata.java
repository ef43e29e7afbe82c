package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.Relation;
import dev.trinocrowd.catalog.CatalogException;
import dev.trinocrowd.catalog.Snapshot;
import dev.trinocrowd.catalog.TableEntry;
import dev.trinocrowd.storage.WrittenBucket;
import io.airlift.json.JsonCodec;
import io.airlift.slice.Slice;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorMergeTableHandle;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorOutputMetadata;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.ConnectorPartitioningHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableExecuteHandle;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableLayout;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.RetryMode;
import io.trino.spi.connector.RowChangeParadigm;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.statistics.ComputedStatistics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.StandardErrorCode.TABLE_NOT_FOUND;
import static java.util.stream.Collectors.toSet;

/// Changes of rows: inserts, deletes and the procedures of a table, each of which is one commit.
interface WriteMetadata
        extends ConnectorMetadata
{
    PinnedTables tables();

    CrowdConfig config();

    JsonCodec<List<WrittenBucket>> fragmentCodec();

    @Override
    default Optional<ConnectorTableExecuteHandle> getTableHandleForExecute(
            ConnectorSession session,
            ConnectorAccessControl accessControl,
            ConnectorTableHandle tableHandle,
            String procedureName,
            Map<String, Object> executeProperties,
            RetryMode retryMode)
    {
        TableReference table = CrowdTableHandle.target(tableHandle);
        TableTask task = TableProcedures.task(procedureName, executeProperties);
        TableRights.checkProcedure(accessControl, table, task);
        return Optional.of(new CrowdExecuteHandle(table, task));
    }

    @Override
    default Map<String, Long> executeTableExecute(ConnectorSession session, ConnectorTableExecuteHandle tableExecuteHandle)
    {
        CrowdExecuteHandle handle = (CrowdExecuteHandle) tableExecuteHandle;
        try {
            return TableProcedures.run(tables().store(session, handle.table()), handle.task(), config(), () -> tables().oldestNeeded(session, handle.table()));
        }
        finally {
            tables().forget();
        }
    }

    @Override
    default void truncateTable(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        tables().change(() -> tables().store(session, CrowdTableHandle.target(tableHandle)).truncate());
    }

    @Override
    default Optional<ConnectorTableLayout> getNewTableLayout(ConnectorSession session, ConnectorTableMetadata tableMetadata)
    {
        return Optional.of(layout(TableEntries.of(tableMetadata, true)));
    }

    @Override
    default Optional<ConnectorTableLayout> getInsertLayout(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return Optional.of(layout(CrowdTableHandle.target(tableHandle).entry()));
    }

    /// One writer has all rows of a bucket, and makes one file of them.
    private static ConnectorTableLayout layout(TableEntry entry)
    {
        return new ConnectorTableLayout(new CrowdPartitioningHandle(entry.buckets(), false), ImmutableList.of(entry.member()), false);
    }

    @Override
    default ConnectorOutputTableHandle beginCreateTable(ConnectorSession session, ConnectorTableMetadata tableMetadata, Optional<ConnectorTableLayout> layout, RetryMode retryMode,
            boolean replace)
    {
        checkNoRetries(retryMode);
        SchemaTableName name = tableMetadata.getTable();
        if (tables().schema(session, name.getSchemaName()).isEmpty()) {
            throw new CatalogException(CatalogException.Reason.SCHEMA_NOT_FOUND, "Schema '%s' does not exist".formatted(name.getSchemaName()));
        }
        TableEntry entry = tables().store(session).newTable(name.getSchemaName(), name.getTableName(), TableEntries.of(tableMetadata, true));
        return new CrowdWriteHandle(name, entry, tableMetadata.getColumns().stream().map(ColumnMetadata::getType).collect(toImmutableList()), Optional.empty(), replace);
    }

    @Override
    default Optional<ConnectorOutputMetadata> finishCreateTable(ConnectorSession session, ConnectorOutputTableHandle tableHandle, Collection<Slice> fragments,
            Collection<ComputedStatistics> computedStatistics)
    {
        CrowdWriteHandle handle = (CrowdWriteHandle) tableHandle;
        tables().change(
                () -> tables().store(session).createTable(handle.name().getSchemaName(), handle.name().getTableName(), handle.entry(), written(fragments), handle.replace()));
        return Optional.empty();
    }

    @Override
    default ConnectorInsertTableHandle beginInsert(ConnectorSession session, ConnectorTableHandle tableHandle, List<ColumnHandle> columns, RetryMode retryMode)
    {
        checkNoRetries(retryMode);
        TableReference table = CrowdTableHandle.target(tableHandle);
        return new CrowdWriteHandle(
                table.name(),
                table.entry(),
                columns.stream().map(column -> ((CrowdColumnHandle) column).type()).collect(toImmutableList()),
                Optional.of(table.version()),
                false);
    }

    @Override
    default Optional<ConnectorOutputMetadata> finishInsert(
            ConnectorSession session,
            ConnectorInsertTableHandle insertHandle,
            List<ConnectorTableHandle> sourceTableHandles,
            Collection<Slice> fragments,
            Collection<ComputedStatistics> computedStatistics)
    {
        CrowdWriteHandle handle = (CrowdWriteHandle) insertHandle;
        List<WrittenBucket> written = written(fragments);
        if (!written.isEmpty()) {
            TableReference table = new TableReference(handle.name(), handle.entry(), handle.base().orElseThrow(), true);
            checkExists(session, table);
            tables().change(() -> tables().store(session, table).append(tables().snapshot(session, table), written));
        }
        return Optional.empty();
    }

    /// Else the rows would go where nobody looks for them any more.
    private void checkExists(ConnectorSession session, TableReference table)
    {
        boolean exists = tables().store(session).find(table.name().getSchemaName()).stream()
                .flatMap(schema -> schema.tables().values().stream())
                .anyMatch(entry -> entry.id().equals(table.entry().id()));
        if (!exists) {
            throw new TrinoException(TABLE_NOT_FOUND, "Table '%s' was dropped or replaced while it was written. Nothing was written".formatted(table.name()));
        }
    }

    private List<WrittenBucket> written(Collection<Slice> fragments)
    {
        return fragments.stream().flatMap(fragment -> fragmentCodec().fromJson(fragment.getInput()).stream()).collect(toImmutableList());
    }

    private static void checkNoRetries(RetryMode retryMode)
    {
        if (retryMode != RetryMode.NO_RETRIES) {
            throw new TrinoException(NOT_SUPPORTED, "Crowd tables cannot be written with query or task retries");
        }
    }

    @Override
    default RowChangeParadigm getRowChangeParadigm(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return RowChangeParadigm.DELETE_ROW_AND_INSERT_ROW;
    }

    @Override
    default ColumnHandle getMergeRowIdColumnHandle(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return RowIds.column(CrowdTableHandle.target(tableHandle).entry());
    }

    @Override
    default Optional<ConnectorPartitioningHandle> getUpdateLayout(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return Optional.of(new CrowdPartitioningHandle(CrowdTableHandle.target(tableHandle).entry().buckets(), true));
    }

    @Override
    default ConnectorMergeTableHandle beginMerge(ConnectorSession session, ConnectorTableHandle tableHandle, Map<Integer, Collection<ColumnHandle>> updateCaseColumns,
            RetryMode retryMode)
    {
        checkNoRetries(retryMode);
        if (!updateCaseColumns.isEmpty()) {
            throw CrowdMergeSink.notSupported();
        }
        CrowdTableHandle.target(tableHandle);
        // The rows are read with this handle, so that it must keep the filters that it has.
        return new CrowdMergeHandle((CrowdTableHandle) tableHandle);
    }

    @Override
    default void finishMerge(
            ConnectorSession session,
            ConnectorMergeTableHandle mergeTableHandle,
            List<ConnectorTableHandle> sourceTableHandles,
            Collection<Slice> fragments,
            Collection<ComputedStatistics> computedStatistics)
    {
        TableReference table = ((CrowdMergeHandle) mergeTableHandle).target();
        List<WrittenBucket> written = written(fragments);
        if (!written.isEmpty()) {
            checkExists(session, table);
            tables().change(() -> tables().store(session, table).deleteMembers(tables().snapshot(session, table), written));
        }
    }

    @Override
    default Optional<ConnectorTableHandle> applyDelete(ConnectorSession session, ConnectorTableHandle handle)
    {
        // Whole keys are deleted without a look at their ids; single ids go through the merge sink.
        CrowdTableHandle table = (CrowdTableHandle) handle;
        return table.singleTable().isPresent() && isOfWholeKeys(table.relation()) ? Optional.of(table) : Optional.empty();
    }

    private static boolean isOfWholeKeys(Relation relation)
    {
        return switch (relation) {
            case Relation.Scan _ -> true;
            case Relation.SelectKeys select -> isOfWholeKeys(select.input());
            case Relation.SelectMember _ -> false;
            case Relation.Join _ -> false;
            case Relation.Distinct _ -> false;
        };
    }

    @Override
    default OptionalLong executeDelete(ConnectorSession session, ConnectorTableHandle handle)
    {
        CrowdTableHandle table = (CrowdTableHandle) handle;
        TableReference target = table.singleTable().orElseThrow();
        Snapshot snapshot = tables().snapshot(session, target);
        Predicate<KeyTuple> selection = KeySelection.bySource(table.relation()).values().iterator().next();
        List<TableKeys.Counted> selected = tables().keys(session, target).selected(selection);
        Set<KeyTuple> keys = selected.stream().map(TableKeys.Counted::key).collect(toSet());
        if (!keys.isEmpty()) {
            checkExists(session, target);
            tables().change(() -> tables().store(session, target).deleteKeys(snapshot, keys));
        }
        return OptionalLong.of(selected.stream().mapToLong(TableKeys.Counted::rows).sum());
    }
}
