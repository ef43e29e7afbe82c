package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.catalog.CatalogException;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.catalog.Json;
import dev.trinocrowd.catalog.SchemaInfo;
import dev.trinocrowd.catalog.SchemaStore;
import dev.trinocrowd.crowd.CrowdConfig;
import dev.trinocrowd.crowd.CrowdStorage;
import dev.trinocrowd.crowd.CrowdTableProperties;
import dev.trinocrowd.crowd.PinnedTables;
import dev.trinocrowd.crowd.TableReference;
import dev.trinocrowd.crowd.TableRights;
import dev.trinocrowd.export.outbox.ExportStore;
import dev.trinocrowd.export.outbox.RowFileRecord;
import dev.trinocrowd.export.outbox.RunRecord;
import io.airlift.slice.Slice;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.BeginTableExecuteResult;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorMergeTableHandle;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorOutputMetadata;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableExecuteHandle;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableLayout;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTableProperties;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.RelationColumnsMetadata;
import io.trino.spi.connector.RelationCommentMetadata;
import io.trino.spi.connector.RetryMode;
import io.trino.spi.connector.RowChangeParadigm;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.statistics.ComputedStatistics;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static dev.trinocrowd.catalog.CatalogException.Reason.SCHEMA_NOT_FOUND;
import static dev.trinocrowd.catalog.CatalogException.Reason.TABLE_EXISTS;
import static dev.trinocrowd.crowd.CrowdErrorCode.CROWD_DELIVERY_STOPPED;
import static io.trino.spi.StandardErrorCode.INVALID_TABLE_PROPERTY;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.StandardErrorCode.TABLE_NOT_FOUND;
import static io.trino.spi.connector.SaveMode.IGNORE;
import static io.trino.spi.connector.SaveMode.REPLACE;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

/// What the engine asks and orders about export tables in one transaction.
public final class ExportMetadata
        implements ConnectorMetadata
{
    private final ConnectorTransactionHandle transaction;
    private final PinnedTables tables;
    private final CrowdStorage storage;
    private final ExportDeliveries deliveries;
    private final CrowdConfig config;

    public ExportMetadata(ConnectorTransactionHandle transaction, PinnedTables tables, CrowdStorage storage, ExportDeliveries deliveries, CrowdConfig config)
    {
        this.transaction = requireNonNull(transaction, "transaction is null");
        this.tables = requireNonNull(tables, "tables is null");
        this.storage = requireNonNull(storage, "storage is null");
        this.deliveries = requireNonNull(deliveries, "deliveries is null");
        this.config = requireNonNull(config, "config is null");
    }

    @Override
    public void dropSchema(ConnectorSession session, String schemaName, boolean cascade)
    {
        List<Runnable> after = cascade
                ? schemas(session, Optional.of(schemaName)).flatMap(schema -> schema.exports().values().stream()).map(entry -> deliveries.beforeDrop(session, entry)).toList()
                : ImmutableList.of();
        change(() -> store(session).dropSchema(schemaName, cascade));
        after.forEach(Runnable::run);
    }

    @Override
    public ConnectorTableHandle getTableHandle(
            ConnectorSession session,
            SchemaTableName tableName,
            Optional<ConnectorTableVersion> startVersion,
            Optional<ConnectorTableVersion> endVersion)
    {
        Optional<ExportEntry> entry = entry(session, tableName);
        if (entry.isPresent() && (startVersion.isPresent() || endVersion.isPresent())) {
            throw new TrinoException(NOT_SUPPORTED, "An export table has no versions: its rows are those that are not delivered");
        }
        return entry.map(found -> new ExportTableHandle(tableName, found, ExportTableHandle.Use.READ, false)).orElse(null);
    }

    private Optional<ExportEntry> entry(ConnectorSession session, SchemaTableName name)
    {
        return tables.schema(session, name.getSchemaName()).flatMap(schema -> schema.export(name.getTableName()));
    }

    @Override
    public Optional<ConnectorTableExecuteHandle> getTableHandleForExecute(
            ConnectorSession session,
            ConnectorAccessControl accessControl,
            ConnectorTableHandle tableHandle,
            String procedureName,
            Map<String, Object> executeProperties,
            RetryMode retryMode)
    {
        if (!procedureName.equals(DeliverProcedure.NAME)) {
            throw new TrinoException(NOT_SUPPORTED, "Export tables have the procedure deliver, found %s".formatted(procedureName.toLowerCase(Locale.ENGLISH)));
        }
        checkNoRetries(retryMode);
        ExportTableHandle handle = (ExportTableHandle) tableHandle;
        // The engine leaves procedures to whoever may read a table; what leaves is the business of those who may stage.
        accessControl.checkCanInsertIntoTable(null, handle.name(), Optional.empty());
        // Who delivers learns who is in these crowds.
        for (String crowd : ExportDeliveries.crowdsOf(handle.entry())) {
            SchemaTableName name = new SchemaTableName(crowd.substring(0, crowd.indexOf('.')), crowd.substring(crowd.indexOf('.') + 1));
            TableReference reference = tables.latest(session, name)
                    .orElseThrow(() -> new TrinoException(TABLE_NOT_FOUND, "The crowd '%s', which the export needs, does not exist. Nothing was sent".formatted(name)));
            TableRights.checkSelect(accessControl, reference);
        }
        boolean isDryRun = DeliverProcedure.isDryRun(executeProperties);
        return Optional.of(new ExportExecuteHandle(handle.withUse(isDryRun ? ExportTableHandle.Use.DRY_RUN : ExportTableHandle.Use.DELIVER)));
    }

    @Override
    public BeginTableExecuteResult<ConnectorTableExecuteHandle, ConnectorTableHandle> beginTableExecute(
            ConnectorSession session,
            ConnectorTableExecuteHandle tableExecuteHandle,
            ConnectorTableHandle updatedSourceTableHandle)
    {
        if (((ExportTableHandle) updatedSourceTableHandle).isFiltered()) {
            throw new TrinoException(NOT_SUPPORTED, "deliver sends all that is staged: WHERE is not supported");
        }
        ExportExecuteHandle handle = (ExportExecuteHandle) tableExecuteHandle;
        return new BeginTableExecuteResult<>(handle, handle.table());
    }

    @Override
    public Map<String, Long> finishTableExecute(
            ConnectorSession session,
            ConnectorTableExecuteHandle tableExecuteHandle,
            Collection<Slice> fragments,
            List<Object> tableExecuteState)
    {
        ExportTableHandle table = ((ExportExecuteHandle) tableExecuteHandle).table();
        if (table.use() == ExportTableHandle.Use.DRY_RUN) {
            deliveries.check(table.entry());
            ExportStore store = storage.export(session, table.entry());
            return store.preview(table.exportName(), () -> deliveries.inputs(session, table.entry()))
                    .map(preview -> DryRun.count(store, preview, deliveries.rowCheck(table.entry())))
                    .orElse(ImmutableMap.of("staged", 0L));
        }
        Optional<RunRecord> run = deliveries.finish(transaction, session);
        if (run.isEmpty()) {
            return ImmutableMap.of("staged", 0L);
        }
        RunSummary summary = RunSummary.of(run.orElseThrow());
        if (run.orElseThrow().status() != RunRecord.Status.DELIVERED) {
            throw new TrinoException(CROWD_DELIVERY_STOPPED, "The delivery stopped: %s. Run %s: %s. Run deliver again to go on".formatted(
                    run.orElseThrow().message().orElse("a lane ended early"),
                    run.orElseThrow().start().number(),
                    summary));
        }
        return summary.metrics();
    }

    @Override
    public Optional<SystemTable> getSystemTable(ConnectorSession session, SchemaTableName tableName)
    {
        return ExportSystemTables.find(tableName, name -> entry(session, name), storage, deliveries);
    }

    @Override
    public SchemaTableName getTableName(ConnectorSession session, ConnectorTableHandle table)
    {
        return ((ExportTableHandle) table).name();
    }

    @Override
    public ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle table)
    {
        ExportTableHandle handle = (ExportTableHandle) table;
        return new ConnectorTableMetadata(handle.name(), ExportEntries.metadata(handle.entry()), ExportProperties.of(handle.entry()), handle.entry().comment());
    }

    @Override
    public List<SchemaTableName> listTables(ConnectorSession session, Optional<String> schemaName)
    {
        return schemas(session, schemaName)
                .flatMap(schema -> schema.exports().keySet().stream().map(table -> new SchemaTableName(schema.name(), table)))
                .collect(toImmutableList());
    }

    private Stream<SchemaInfo> schemas(ConnectorSession session, Optional<String> name)
    {
        Collection<String> names = name.<Collection<String>>map(ImmutableList::of).orElseGet(() -> store(session).schemas());
        return names.stream().flatMap(schema -> tables.schema(session, schema).stream());
    }

    private SchemaStore store(ConnectorSession session)
    {
        return tables.store(session);
    }

    @Override
    public Map<String, ColumnHandle> getColumnHandles(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return ExportEntries.columns(((ExportTableHandle) tableHandle).entry()).stream().collect(toImmutableMap(ExportColumnHandle::name, column -> column));
    }

    @Override
    public ColumnMetadata getColumnMetadata(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle columnHandle)
    {
        return ExportEntries.metadata(((ExportTableHandle) tableHandle).entry()).get(((ExportColumnHandle) columnHandle).index());
    }

    @Override
    public Iterator<RelationColumnsMetadata> streamRelationColumns(ConnectorSession session, Optional<String> schemaName, UnaryOperator<Set<SchemaTableName>> relationFilter)
    {
        List<RelationColumnsMetadata> relations = schemas(session, schemaName)
                .flatMap(schema -> schema.exports().entrySet().stream()
                        .map(table -> RelationColumnsMetadata.forTable(new SchemaTableName(schema.name(), table.getKey()), ExportEntries.metadata(table.getValue()))))
                .collect(toImmutableList());
        Set<SchemaTableName> shown = relationFilter.apply(relations.stream().map(RelationColumnsMetadata::name).collect(toSet()));
        return relations.stream().filter(relation -> shown.contains(relation.name())).iterator();
    }

    @Override
    public Iterator<RelationCommentMetadata> streamRelationComments(ConnectorSession session, Optional<String> schemaName, UnaryOperator<Set<SchemaTableName>> relationFilter)
    {
        List<RelationCommentMetadata> relations = schemas(session, schemaName)
                .flatMap(schema -> schema.exports().entrySet().stream()
                        .map(table -> RelationCommentMetadata.forRelation(new SchemaTableName(schema.name(), table.getKey()), table.getValue().comment())))
                .collect(toImmutableList());
        Set<SchemaTableName> shown = relationFilter.apply(relations.stream().map(RelationCommentMetadata::name).collect(toSet()));
        return relations.stream().filter(relation -> shown.contains(relation.name())).iterator();
    }

    @Override
    public void createTable(ConnectorSession session, ConnectorTableMetadata tableMetadata, SaveMode saveMode)
    {
        if (saveMode == REPLACE) {
            throw replaceNotSupported();
        }
        SchemaTableName name = tableMetadata.getTable();
        ExportEntry entry = newEntry(session, tableMetadata, false);
        try {
            change(() -> store(session).createExport(name.getSchemaName(), name.getTableName(), entry));
        }
        catch (CatalogException e) {
            if (saveMode == IGNORE && e.reason() == TABLE_EXISTS) {
                return;
            }
            throw e;
        }
    }

    private static TrinoException replaceNotSupported()
    {
        return new TrinoException(NOT_SUPPORTED, "An export table cannot be replaced, since what it has sent would be forgotten: drop it first");
    }

    private ExportEntry newEntry(ConnectorSession session, ConnectorTableMetadata table, boolean isQuery)
    {
        if (CrowdTableProperties.buckets(table.getProperties()) != config.getBucketCount()) {
            throw new TrinoException(INVALID_TABLE_PROPERTY, "buckets is of crowd tables: an export table has none");
        }
        ExportEntry entry = ExportEntries.of(table, CrowdTableProperties.member(table.getProperties()), isQuery);
        deliveries.check(entry);
        return store(session).newExport(table.getTable().getSchemaName(), entry);
    }

    @Override
    public void dropTable(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        ExportTableHandle table = (ExportTableHandle) tableHandle;
        Runnable after = deliveries.beforeDrop(session, table.entry());
        change(() -> store(session).dropExport(table.name().getSchemaName(), table.name().getTableName()));
        after.run();
    }

    @Override
    public void renameTable(ConnectorSession session, ConnectorTableHandle tableHandle, SchemaTableName newTableName)
    {
        SchemaTableName name = ((ExportTableHandle) tableHandle).name();
        if (!name.getSchemaName().equals(newTableName.getSchemaName())) {
            throw new TrinoException(NOT_SUPPORTED, "An export table cannot be moved to another schema: %s to %s".formatted(name, newTableName));
        }
        ExportEntries.checkName(newTableName);
        change(() -> store(session).renameExport(name.getSchemaName(), name.getTableName(), newTableName.getTableName()));
    }

    @Override
    public void setTableComment(ConnectorSession session, ConnectorTableHandle tableHandle, Optional<String> comment)
    {
        changeEntry(session, tableHandle, entry -> entry.withComment(comment));
    }

    @Override
    public void setColumnComment(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle column, Optional<String> comment)
    {
        changeEntry(session, tableHandle, entry -> ExportEntries.withColumnComment(entry, (ExportColumnHandle) column, comment));
    }

    private void changeEntry(ConnectorSession session, ConnectorTableHandle tableHandle, UnaryOperator<ExportEntry> change)
    {
        SchemaTableName name = ((ExportTableHandle) tableHandle).name();
        change(() -> store(session).changeExport(name.getSchemaName(), name.getTableName(), change));
    }

    @Override
    public Optional<ConnectorTableLayout> getNewTableLayout(ConnectorSession session, ConnectorTableMetadata tableMetadata)
    {
        return Optional.empty();
    }

    @Override
    public Optional<ConnectorTableLayout> getInsertLayout(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return Optional.empty();
    }

    @Override
    public ConnectorOutputTableHandle beginCreateTable(ConnectorSession session, ConnectorTableMetadata tableMetadata, Optional<ConnectorTableLayout> layout, RetryMode retryMode,
            boolean replace)
    {
        checkNoRetries(retryMode);
        if (replace) {
            throw replaceNotSupported();
        }
        SchemaTableName name = tableMetadata.getTable();
        if (tables.schema(session, name.getSchemaName()).isEmpty()) {
            throw new CatalogException(SCHEMA_NOT_FOUND, "Schema '%s' does not exist".formatted(name.getSchemaName()));
        }
        return new ExportWriteHandle(name, newEntry(session, tableMetadata, true), tableMetadata.getColumns().getFirst().getType(), true);
    }

    @Override
    public Optional<ConnectorOutputMetadata> finishCreateTable(ConnectorSession session, ConnectorOutputTableHandle tableHandle, Collection<Slice> fragments,
            Collection<ComputedStatistics> computedStatistics)
    {
        ExportWriteHandle handle = (ExportWriteHandle) tableHandle;
        stage(session, handle, fragments);
        change(() -> store(session).createExport(handle.name().getSchemaName(), handle.name().getTableName(), handle.entry()));
        return Optional.empty();
    }

    @Override
    public ConnectorInsertTableHandle beginInsert(ConnectorSession session, ConnectorTableHandle tableHandle, List<ColumnHandle> columns, RetryMode retryMode)
    {
        checkNoRetries(retryMode);
        ExportTableHandle table = (ExportTableHandle) tableHandle;
        if (table.entry().source().isPresent()) {
            throw new TrinoException(NOT_SUPPORTED, "The rows of %s are those of %s: nothing is inserted into an export table with source".formatted(
                    table.name(),
                    table.entry().source().orElseThrow()));
        }
        return new ExportWriteHandle(table.name(), table.entry(), ((ExportColumnHandle) columns.getFirst()).type(), false);
    }

    @Override
    public Optional<ConnectorOutputMetadata> finishInsert(
            ConnectorSession session,
            ConnectorInsertTableHandle insertHandle,
            List<ConnectorTableHandle> sourceTableHandles,
            Collection<Slice> fragments,
            Collection<ComputedStatistics> computedStatistics)
    {
        ExportWriteHandle handle = (ExportWriteHandle) insertHandle;
        // Else the rows would go where nobody looks for them any more.
        boolean exists = store(session).find(handle.name().getSchemaName()).stream()
                .flatMap(schema -> schema.exports().values().stream())
                .anyMatch(entry -> entry.id().equals(handle.entry().id()));
        if (!exists) {
            throw new TrinoException(TABLE_NOT_FOUND, "Export table '%s' was dropped while rows were staged. Nothing was staged".formatted(handle.name()));
        }
        stage(session, handle, fragments);
        return Optional.empty();
    }

    private void stage(ConnectorSession session, ExportWriteHandle handle, Collection<Slice> fragments)
    {
        List<RowFileRecord> written = fragments.stream()
                .map(fragment -> Json.read("a fragment of " + handle, fragment.getBytes(), RowFileRecord.class))
                .collect(toImmutableList());
        if (!written.isEmpty()) {
            storage.export(session, handle.entry()).stage(written, session.getQueryId(), session.getUser());
        }
    }

    private static void checkNoRetries(RetryMode retryMode)
    {
        if (retryMode != RetryMode.NO_RETRIES) {
            throw new TrinoException(NOT_SUPPORTED, "Export tables cannot be written or delivered with query or task retries");
        }
    }

    @Override
    public RowChangeParadigm getRowChangeParadigm(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        throw rowsNotChangeable();
    }

    @Override
    public ColumnHandle getMergeRowIdColumnHandle(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        throw rowsNotChangeable();
    }

    @Override
    public ConnectorMergeTableHandle beginMerge(ConnectorSession session, ConnectorTableHandle tableHandle, Map<Integer, Collection<ColumnHandle>> updateCaseColumns,
            RetryMode retryMode)
    {
        throw rowsNotChangeable();
    }

    @Override
    public void truncateTable(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        throw rowsNotChangeable();
    }

    private static TrinoException rowsNotChangeable()
    {
        return new TrinoException(NOT_SUPPORTED, "Rows of an export table cannot be changed or taken back: each is delivered and counted");
    }

    @Override
    public ConnectorTableProperties getTableProperties(ConnectorSession session, ConnectorTableHandle table)
    {
        return new ConnectorTableProperties();
    }

    /// Takes no filter over, but remembers that there is one: a delivery cannot have any.
    @Override
    public Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(ConnectorSession session, ConnectorTableHandle table, Constraint constraint)
    {
        ExportTableHandle handle = (ExportTableHandle) table;
        return handle.isFiltered()
                ? Optional.empty()
                : Optional.of(new ConstraintApplicationResult<>(handle.filtered(), constraint.getSummary(), constraint.getExpression(), false));
    }

    private void change(Runnable change)
    {
        try {
            change.run();
        }
        finally {
            tables.forget();
        }
    }
}
