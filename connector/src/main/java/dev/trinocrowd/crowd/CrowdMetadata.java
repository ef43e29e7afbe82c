package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.Relation;
import dev.trinocrowd.catalog.CatalogException;
import dev.trinocrowd.catalog.SchemaInfo;
import dev.trinocrowd.catalog.Snapshot;
import dev.trinocrowd.catalog.TableEntry;
import dev.trinocrowd.storage.WrittenBucket;
import io.airlift.json.JsonCodec;
import io.airlift.slice.Slice;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.AggregateFunction;
import io.trino.spi.connector.AggregationApplicationResult;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorExpressionEvaluator;
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
import io.trino.spi.connector.ConnectorTableProperties;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.connector.ConnectorViewDefinition;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.JoinApplicationResult;
import io.trino.spi.connector.JoinStatistics;
import io.trino.spi.connector.JoinType;
import io.trino.spi.connector.LimitApplicationResult;
import io.trino.spi.connector.PointerType;
import io.trino.spi.connector.RelationColumnsMetadata;
import io.trino.spi.connector.RelationCommentMetadata;
import io.trino.spi.connector.RetryMode;
import io.trino.spi.connector.RowChangeParadigm;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SortItem;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.connector.TableFunctionApplicationResult;
import io.trino.spi.connector.TopNApplicationResult;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.function.table.ConnectorTableFunctionHandle;
import io.trino.spi.security.TrinoPrincipal;
import io.trino.spi.statistics.ComputedStatistics;
import io.trino.spi.statistics.TableStatistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static dev.trinocrowd.catalog.CatalogException.Reason.TABLE_EXISTS;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.StandardErrorCode.TABLE_NOT_FOUND;
import static io.trino.spi.connector.SaveMode.IGNORE;
import static io.trino.spi.connector.SaveMode.REPLACE;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

/// What the engine asks and orders in one transaction.
final class CrowdMetadata
        implements ConnectorMetadata
{
    private final PinnedTables tables;
    private final TableStatisticsReader statistics;
    private final ConnectorExpressionEvaluator evaluator;
    private final CrowdConfig config;
    private final ViewEntries views;
    private final JsonCodec<List<WrittenBucket>> fragmentCodec;

    CrowdMetadata(
            PinnedTables tables,
            TableStatisticsReader statistics,
            ConnectorExpressionEvaluator evaluator,
            CrowdConfig config,
            ViewEntries views,
            JsonCodec<List<WrittenBucket>> fragmentCodec)
    {
        this.tables = requireNonNull(tables, "tables is null");
        this.statistics = requireNonNull(statistics, "statistics is null");
        this.evaluator = requireNonNull(evaluator, "evaluator is null");
        this.config = requireNonNull(config, "config is null");
        this.views = requireNonNull(views, "views is null");
        this.fragmentCodec = requireNonNull(fragmentCodec, "fragmentCodec is null");
    }

    /// For those who look tables up beside the engine.
    PinnedTables tables()
    {
        return tables;
    }

    @Override
    public boolean schemaExists(ConnectorSession session, String schemaName)
    {
        return tables.schema(session, schemaName).isPresent();
    }

    @Override
    public List<String> listSchemaNames(ConnectorSession session)
    {
        return ImmutableList.copyOf(tables.store(session).schemas());
    }

    @Override
    public ConnectorTableHandle getTableHandle(
            ConnectorSession session,
            SchemaTableName tableName,
            Optional<ConnectorTableVersion> startVersion,
            Optional<ConnectorTableVersion> endVersion)
    {
        if (startVersion.isPresent()) {
            throw new TrinoException(NOT_SUPPORTED, "A crowd table is read at one version; TABLE(crowd.system.changes(…)) tells what happened between two");
        }
        Optional<TableReference> table = endVersion
                .map(version -> version.getPointerType() == PointerType.TARGET_ID
                        ? tables.atVersion(session, tableName, TableVersions.number(version))
                        : tables.asOf(session, tableName, TableVersions.time(session, version)))
                .orElseGet(() -> tables.latest(session, tableName));
        return table.map(CrowdTableHandle::of).orElse(null);
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
        return Optional.of(new CrowdExecuteHandle(target(tableHandle), TableProcedures.task(procedureName, executeProperties)));
    }

    @Override
    public Map<String, Long> executeTableExecute(ConnectorSession session, ConnectorTableExecuteHandle tableExecuteHandle)
    {
        CrowdExecuteHandle handle = (CrowdExecuteHandle) tableExecuteHandle;
        try {
            return TableProcedures.run(tables.store(session, handle.table()), handle.task(), config);
        }
        finally {
            tables.forget();
        }
    }

    @Override
    public Optional<SystemTable> getSystemTable(ConnectorSession session, SchemaTableName tableName)
    {
        return SnapshotsTable.baseName(tableName)
                .flatMap(base -> tables.latest(session, base))
                .map(table -> Boundary.guard(SystemTable.class, new SnapshotsTable(tableName, table, tables)));
    }

    @Override
    public SchemaTableName getTableName(ConnectorSession session, ConnectorTableHandle table)
    {
        return switch (table) {
            case CrowdTableHandle handle -> handle.tables().getFirst().name();
            case ChangesHandle handle -> handle.table().name();
            default -> throw new IllegalArgumentException("not a handle of a crowd table: " + table);
        };
    }

    @Override
    public ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle table)
    {
        SchemaTableName name = getTableName(session, table);
        return switch (table) {
            case CrowdTableHandle handle when handle.singleTable().isPresent() -> metadata(name, handle.singleTable().orElseThrow().entry());
            case CrowdTableHandle handle -> new ConnectorTableMetadata(name, columns(handle.columns()));
            case ChangesHandle handle -> new ConnectorTableMetadata(name, columns(handle.columns()));
            default -> throw new IllegalArgumentException("not a handle of a crowd table: " + table);
        };
    }

    private static ConnectorTableMetadata metadata(SchemaTableName name, TableEntry entry)
    {
        return new ConnectorTableMetadata(name, TableColumns.metadata(entry), TableEntries.properties(entry), entry.comment());
    }

    private static List<ColumnMetadata> columns(List<CrowdColumnHandle> columns)
    {
        return columns.stream().map(column -> new ColumnMetadata(column.name(), column.type())).collect(toImmutableList());
    }

    @Override
    public List<SchemaTableName> listTables(ConnectorSession session, Optional<String> schemaName)
    {
        ImmutableList.Builder<SchemaTableName> names = ImmutableList.builder();
        for (SchemaInfo schema : schemas(session, schemaName)) {
            schema.tables().keySet().forEach(table -> names.add(new SchemaTableName(schema.name(), table)));
            schema.views().keySet().forEach(view -> names.add(new SchemaTableName(schema.name(), view)));
        }
        return names.build();
    }

    private List<SchemaInfo> schemas(ConnectorSession session, Optional<String> name)
    {
        return name.<Collection<String>>map(ImmutableList::of).orElseGet(() -> tables.store(session).schemas()).stream()
                .flatMap(schema -> tables.schema(session, schema).stream())
                .collect(toImmutableList());
    }

    @Override
    public Map<String, ColumnHandle> getColumnHandles(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        List<CrowdColumnHandle> columns = switch (tableHandle) {
            case CrowdTableHandle handle -> handle.columns();
            case ChangesHandle handle -> handle.columns();
            default -> throw new IllegalArgumentException("not a handle of a crowd table: " + tableHandle);
        };
        return columns.stream().collect(toImmutableMap(CrowdColumnHandle::name, column -> column));
    }

    @Override
    public ColumnMetadata getColumnMetadata(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle columnHandle)
    {
        CrowdColumnHandle column = (CrowdColumnHandle) columnHandle;
        if (column.source() instanceof ColumnSource.Row) {
            return ColumnMetadata.builder().setName(column.name()).setType(column.type()).setHidden(true).build();
        }
        return getTableMetadata(session, tableHandle).getColumns().stream()
                .filter(metadata -> metadata.getName().equals(column.name()))
                .findFirst()
                .orElseGet(() -> new ColumnMetadata(column.name(), column.type()));
    }

    @Override
    public Iterator<RelationColumnsMetadata> streamRelationColumns(ConnectorSession session, Optional<String> schemaName, UnaryOperator<Set<SchemaTableName>> relationFilter)
    {
        List<RelationColumnsMetadata> relations = new ArrayList<>();
        for (SchemaInfo schema : schemas(session, schemaName)) {
            schema.tables().forEach((table, entry) -> relations.add(RelationColumnsMetadata.forTable(new SchemaTableName(schema.name(), table), TableColumns.metadata(entry))));
            schema.views().forEach((view, entry) -> relations.add(RelationColumnsMetadata.forView(new SchemaTableName(schema.name(), view), views.definition(entry).getColumns())));
        }
        Set<SchemaTableName> shown = relationFilter.apply(relations.stream().map(RelationColumnsMetadata::name).collect(toSet()));
        return relations.stream().filter(relation -> shown.contains(relation.name())).iterator();
    }

    @Override
    public Iterator<RelationCommentMetadata> streamRelationComments(ConnectorSession session, Optional<String> schemaName, UnaryOperator<Set<SchemaTableName>> relationFilter)
    {
        List<RelationCommentMetadata> relations = new ArrayList<>();
        for (SchemaInfo schema : schemas(session, schemaName)) {
            schema.tables().forEach((table, entry) -> relations.add(RelationCommentMetadata.forRelation(new SchemaTableName(schema.name(), table), entry.comment())));
            schema.views()
                    .forEach((view, entry) -> relations.add(RelationCommentMetadata.forRelation(new SchemaTableName(schema.name(), view), views.definition(entry).getComment())));
        }
        Set<SchemaTableName> shown = relationFilter.apply(relations.stream().map(RelationCommentMetadata::name).collect(toSet()));
        return relations.stream().filter(relation -> shown.contains(relation.name())).iterator();
    }

    @Override
    public TableStatistics getTableStatistics(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return tableHandle instanceof CrowdTableHandle handle ? statistics.read(session, tables, handle) : TableStatistics.empty();
    }

    @Override
    public void createSchema(ConnectorSession session, String schemaName, Map<String, Object> properties, TrinoPrincipal owner)
    {
        change(() -> tables.store(session).createSchema(schemaName, Optional.empty(), ImmutableMap.of()));
    }

    @Override
    public void dropSchema(ConnectorSession session, String schemaName, boolean cascade)
    {
        change(() -> tables.store(session).dropSchema(schemaName, cascade));
    }

    @Override
    public void renameSchema(ConnectorSession session, String source, String target)
    {
        change(() -> tables.store(session).renameSchema(source, target));
    }

    @Override
    public void createTable(ConnectorSession session, ConnectorTableMetadata tableMetadata, SaveMode saveMode)
    {
        SchemaTableName name = tableMetadata.getTable();
        TableEntry entry = tables.store(session).newTable(name.getSchemaName(), TableEntries.of(tableMetadata, false));
        try {
            change(() -> tables.store(session).createTable(name.getSchemaName(), name.getTableName(), entry, ImmutableList.of(), saveMode == REPLACE));
        }
        catch (CatalogException e) {
            if (saveMode == IGNORE && e.reason() == TABLE_EXISTS) {
                return;
            }
            throw e;
        }
    }

    @Override
    public void dropTable(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        SchemaTableName name = target(tableHandle).name();
        change(() -> tables.store(session).dropTable(name.getSchemaName(), name.getTableName()));
    }

    @Override
    public void truncateTable(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        change(() -> tables.store(session, target(tableHandle)).truncate());
    }

    @Override
    public void renameTable(ConnectorSession session, ConnectorTableHandle tableHandle, SchemaTableName newTableName)
    {
        SchemaTableName name = target(tableHandle).name();
        checkSameSchema(name, newTableName);
        TableEntries.checkName(newTableName);
        change(() -> tables.store(session).renameTable(name.getSchemaName(), name.getTableName(), newTableName.getTableName()));
    }

    private static void checkSameSchema(SchemaTableName source, SchemaTableName target)
    {
        if (!source.getSchemaName().equals(target.getSchemaName())) {
            throw new TrinoException(NOT_SUPPORTED, "A crowd table or view cannot be moved to another schema: %s to %s".formatted(source, target));
        }
    }

    @Override
    public void setTableComment(ConnectorSession session, ConnectorTableHandle tableHandle, Optional<String> comment)
    {
        changeEntry(session, tableHandle, entry -> entry.withComment(comment));
    }

    @Override
    public void setViewComment(ConnectorSession session, SchemaTableName viewName, Optional<String> comment)
    {
        change(() -> tables.store(session).changeView(viewName.getSchemaName(), viewName.getTableName(), view -> views.withComment(view, comment)));
    }

    @Override
    public void setViewColumnComment(ConnectorSession session, SchemaTableName viewName, String columnName, Optional<String> comment)
    {
        change(() -> tables.store(session).changeView(viewName.getSchemaName(), viewName.getTableName(), view -> views.withColumnComment(view, columnName, comment)));
    }

    @Override
    public void setColumnComment(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle column, Optional<String> comment)
    {
        changeEntry(session, tableHandle, entry -> TableEntries.withColumnComment(entry, (CrowdColumnHandle) column, comment));
    }

    @Override
    public void renameColumn(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle source, String target)
    {
        changeEntry(session, tableHandle, entry -> TableEntries.withColumnName(entry, (CrowdColumnHandle) source, target));
    }

    private void changeEntry(ConnectorSession session, ConnectorTableHandle tableHandle, UnaryOperator<TableEntry> change)
    {
        SchemaTableName name = target(tableHandle).name();
        change(() -> tables.store(session).changeTable(name.getSchemaName(), name.getTableName(), change));
    }

    @Override
    public Optional<ConnectorTableLayout> getNewTableLayout(ConnectorSession session, ConnectorTableMetadata tableMetadata)
    {
        return Optional.of(layout(TableEntries.of(tableMetadata, true)));
    }

    @Override
    public Optional<ConnectorTableLayout> getInsertLayout(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return Optional.of(layout(target(tableHandle).entry()));
    }

    /// One writer has all rows of a bucket, and makes one file of them.
    private static ConnectorTableLayout layout(TableEntry entry)
    {
        return new ConnectorTableLayout(new CrowdPartitioningHandle(entry.buckets(), false), ImmutableList.of(entry.member()), false);
    }

    @Override
    public ConnectorOutputTableHandle beginCreateTable(ConnectorSession session, ConnectorTableMetadata tableMetadata, Optional<ConnectorTableLayout> layout, RetryMode retryMode,
            boolean replace)
    {
        checkNoRetries(retryMode);
        SchemaTableName name = tableMetadata.getTable();
        if (tables.schema(session, name.getSchemaName()).isEmpty()) {
            throw new CatalogException(CatalogException.Reason.SCHEMA_NOT_FOUND, "Schema '%s' does not exist".formatted(name.getSchemaName()));
        }
        TableEntry entry = tables.store(session).newTable(name.getSchemaName(), TableEntries.of(tableMetadata, true));
        return new CrowdWriteHandle(name, entry, tableMetadata.getColumns().stream().map(ColumnMetadata::getType).collect(toImmutableList()), Optional.empty(), replace);
    }

    @Override
    public Optional<ConnectorOutputMetadata> finishCreateTable(ConnectorSession session, ConnectorOutputTableHandle tableHandle, Collection<Slice> fragments,
            Collection<ComputedStatistics> computedStatistics)
    {
        CrowdWriteHandle handle = (CrowdWriteHandle) tableHandle;
        change(() -> tables.store(session).createTable(handle.name().getSchemaName(), handle.name().getTableName(), handle.entry(), written(fragments), handle.replace()));
        return Optional.empty();
    }

    @Override
    public ConnectorInsertTableHandle beginInsert(ConnectorSession session, ConnectorTableHandle tableHandle, List<ColumnHandle> columns, RetryMode retryMode)
    {
        checkNoRetries(retryMode);
        TableReference table = target(tableHandle);
        return new CrowdWriteHandle(
                table.name(),
                table.entry(),
                columns.stream().map(column -> ((CrowdColumnHandle) column).type()).collect(toImmutableList()),
                Optional.of(table.version()),
                false);
    }

    @Override
    public Optional<ConnectorOutputMetadata> finishInsert(
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
            change(() -> tables.store(session, table).append(tables.snapshot(session, table), written));
        }
        return Optional.empty();
    }

    /// Else the rows would go where nobody looks for them any more.
    private void checkExists(ConnectorSession session, TableReference table)
    {
        boolean exists = tables.store(session).find(table.name().getSchemaName()).stream()
                .flatMap(schema -> schema.tables().values().stream())
                .anyMatch(entry -> entry.id().equals(table.entry().id()));
        if (!exists) {
            throw new TrinoException(TABLE_NOT_FOUND, "Table '%s' was dropped or replaced while it was written. Nothing was written".formatted(table.name()));
        }
    }

    private List<WrittenBucket> written(Collection<Slice> fragments)
    {
        return fragments.stream().flatMap(fragment -> fragmentCodec.fromJson(fragment.getInput()).stream()).collect(toImmutableList());
    }

    private static void checkNoRetries(RetryMode retryMode)
    {
        if (retryMode != RetryMode.NO_RETRIES) {
            throw new TrinoException(NOT_SUPPORTED, "Crowd tables cannot be written with query or task retries");
        }
    }

    @Override
    public RowChangeParadigm getRowChangeParadigm(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return RowChangeParadigm.DELETE_ROW_AND_INSERT_ROW;
    }

    @Override
    public ColumnHandle getMergeRowIdColumnHandle(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return RowIds.column(target(tableHandle).entry());
    }

    @Override
    public Optional<ConnectorPartitioningHandle> getUpdateLayout(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return Optional.of(new CrowdPartitioningHandle(target(tableHandle).entry().buckets(), true));
    }

    @Override
    public ConnectorMergeTableHandle beginMerge(ConnectorSession session, ConnectorTableHandle tableHandle, Map<Integer, Collection<ColumnHandle>> updateCaseColumns,
            RetryMode retryMode)
    {
        checkNoRetries(retryMode);
        if (!updateCaseColumns.isEmpty()) {
            throw CrowdMergeSink.notSupported();
        }
        target(tableHandle);
        // The rows are read with this handle, so that it must keep the filters that it has.
        return new CrowdMergeHandle((CrowdTableHandle) tableHandle);
    }

    @Override
    public void finishMerge(
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
            change(() -> tables.store(session, table).deleteMembers(tables.snapshot(session, table), written));
        }
    }

    @Override
    public void createView(ConnectorSession session, SchemaTableName viewName, ConnectorViewDefinition definition, Map<String, Object> viewProperties, boolean replace)
    {
        TableEntries.checkName(viewName);
        change(() -> tables.store(session).createView(viewName.getSchemaName(), viewName.getTableName(), views.entry(definition), replace));
    }

    @Override
    public void renameView(ConnectorSession session, SchemaTableName source, SchemaTableName target)
    {
        checkSameSchema(source, target);
        TableEntries.checkName(target);
        change(() -> tables.store(session).renameView(source.getSchemaName(), source.getTableName(), target.getTableName()));
    }

    @Override
    public void refreshView(ConnectorSession session, SchemaTableName viewName, ConnectorViewDefinition viewDefinition)
    {
        change(() -> tables.store(session).createView(viewName.getSchemaName(), viewName.getTableName(), views.entry(viewDefinition), true));
    }

    @Override
    public void dropView(ConnectorSession session, SchemaTableName viewName)
    {
        change(() -> tables.store(session).dropView(viewName.getSchemaName(), viewName.getTableName()));
    }

    @Override
    public List<SchemaTableName> listViews(ConnectorSession session, Optional<String> schemaName)
    {
        return schemas(session, schemaName).stream()
                .flatMap(schema -> schema.views().keySet().stream().map(view -> new SchemaTableName(schema.name(), view)))
                .collect(toImmutableList());
    }

    @Override
    public Optional<ConnectorViewDefinition> getView(ConnectorSession session, SchemaTableName viewName)
    {
        return tables.view(session, viewName).map(views::definition);
    }

    @Override
    public boolean isView(ConnectorSession session, SchemaTableName viewName)
    {
        return tables.view(session, viewName).isPresent();
    }

    @Override
    public Optional<ConnectorTableHandle> applyDelete(ConnectorSession session, ConnectorTableHandle handle)
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
    public OptionalLong executeDelete(ConnectorSession session, ConnectorTableHandle handle)
    {
        CrowdTableHandle table = (CrowdTableHandle) handle;
        TableReference target = table.singleTable().orElseThrow();
        Snapshot snapshot = tables.snapshot(session, target);
        Predicate<KeyTuple> selection = KeySelection.bySource(table.relation()).values().iterator().next();
        List<TableKeys.Counted> selected = tables.keys(session, target).selected(selection);
        Set<KeyTuple> keys = selected.stream().map(TableKeys.Counted::key).collect(toSet());
        if (!keys.isEmpty()) {
            checkExists(session, target);
            change(() -> tables.store(session, target).deleteKeys(snapshot, keys));
        }
        return OptionalLong.of(selected.stream().mapToLong(TableKeys.Counted::rows).sum());
    }

    @Override
    public ConnectorTableProperties getTableProperties(ConnectorSession session, ConnectorTableHandle table)
    {
        return new ConnectorTableProperties();
    }

    @Override
    public Optional<TableFunctionApplicationResult<ConnectorTableHandle>> applyTableFunction(ConnectorSession session, ConnectorTableFunctionHandle handle)
    {
        return switch (handle) {
            case UsersFunction.Handle(CrowdTableHandle table) -> Optional.of(new TableFunctionApplicationResult<>(table, ImmutableList.copyOf(table.columns())));
            case ChangesFunction.Handle(ChangesHandle table) -> Optional.of(new TableFunctionApplicationResult<>(table, ImmutableList.copyOf(table.columns())));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(ConnectorSession session, ConnectorTableHandle table, Constraint constraint)
    {
        return table instanceof CrowdTableHandle handle ? new FilterPushdown(tables, evaluator).apply(session, handle, constraint) : Optional.empty();
    }

    @Override
    public Optional<JoinApplicationResult<ConnectorTableHandle>> applyJoin(
            ConnectorSession session,
            JoinType joinType,
            ConnectorTableHandle left,
            ConnectorTableHandle right,
            ConnectorExpression joinCondition,
            Map<String, ColumnHandle> leftAssignments,
            Map<String, ColumnHandle> rightAssignments,
            JoinStatistics joinStatistics)
    {
        return left instanceof CrowdTableHandle leftHandle && right instanceof CrowdTableHandle rightHandle
                ? new JoinPushdown(tables).apply(session, joinType, leftHandle, rightHandle, joinCondition, leftAssignments, rightAssignments)
                : Optional.empty();
    }

    @Override
    public Optional<AggregationApplicationResult<ConnectorTableHandle>> applyAggregation(
            ConnectorSession session,
            ConnectorTableHandle table,
            List<AggregateFunction> aggregates,
            Map<String, ColumnHandle> assignments,
            List<List<ColumnHandle>> groupingSets)
    {
        return table instanceof CrowdTableHandle handle && groupingSets.size() == 1
                ? new AggregationPushdown(tables).apply(session, handle, aggregates, assignments, groupingSets.getFirst())
                : Optional.empty();
    }

    @Override
    public Optional<TopNApplicationResult<ConnectorTableHandle>> applyTopN(
            ConnectorSession session,
            ConnectorTableHandle table,
            long topNCount,
            List<SortItem> sortItems,
            Map<String, ColumnHandle> assignments)
    {
        return table instanceof CrowdTableHandle handle ? TopNPushdown.topN(handle, topNCount, sortItems, assignments) : Optional.empty();
    }

    @Override
    public Optional<LimitApplicationResult<ConnectorTableHandle>> applyLimit(ConnectorSession session, ConnectorTableHandle table, long limit)
    {
        return table instanceof CrowdTableHandle handle ? TopNPushdown.limit(handle, limit) : Optional.empty();
    }

    /// The table that a statement is about, which must be as it is now.
    private static TableReference target(ConnectorTableHandle tableHandle)
    {
        TableReference table = ((CrowdTableHandle) tableHandle).singleTable().orElseThrow(() -> new IllegalArgumentException("not a table: " + tableHandle));
        if (!table.latest()) {
            throw new TrinoException(NOT_SUPPORTED, "An earlier version of a table cannot be changed: " + table);
        }
        return table;
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
