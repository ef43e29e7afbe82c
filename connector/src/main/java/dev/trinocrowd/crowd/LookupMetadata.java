package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.SchemaInfo;
import dev.trinocrowd.catalog.TableEntry;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTableProperties;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.connector.ConnectorViewDefinition;
import io.trino.spi.connector.PointerType;
import io.trino.spi.connector.RelationColumnsMetadata;
import io.trino.spi.connector.RelationCommentMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.statistics.TableStatistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static java.util.stream.Collectors.toSet;

/// What there is: schemas, tables, their columns and statistics, views.
interface LookupMetadata
        extends ConnectorMetadata
{
    PinnedTables tables();

    TableStatisticsReader statistics();

    ViewEntries views();

    @Override
    default boolean schemaExists(ConnectorSession session, String schemaName)
    {
        return tables().schema(session, schemaName).isPresent();
    }

    @Override
    default List<String> listSchemaNames(ConnectorSession session)
    {
        return ImmutableList.copyOf(tables().store(session).schemas());
    }

    @Override
    default ConnectorTableHandle getTableHandle(
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
                        ? tables().atVersion(session, tableName, TableVersions.number(version))
                        : tables().asOf(session, tableName, TableVersions.time(session, version)))
                .orElseGet(() -> tables().latest(session, tableName));
        return table.map(CrowdTableHandle::of).orElse(null);
    }

    @Override
    default Optional<SystemTable> getSystemTable(ConnectorSession session, SchemaTableName tableName)
    {
        return SnapshotsTable.baseName(tableName)
                .flatMap(base -> tables().latest(session, base))
                .map(table -> Boundary.guard(SystemTable.class, new SnapshotsTable(tableName, table, tables())));
    }

    @Override
    default SchemaTableName getTableName(ConnectorSession session, ConnectorTableHandle table)
    {
        return switch (table) {
            case CrowdTableHandle handle -> handle.tables().getFirst().name();
            case ChangesHandle handle -> handle.table().name();
            default -> throw new IllegalArgumentException("not a handle of a crowd table: " + table);
        };
    }

    @Override
    default ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle table)
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
    default List<SchemaTableName> listTables(ConnectorSession session, Optional<String> schemaName)
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
        return name.<Collection<String>>map(ImmutableList::of).orElseGet(() -> tables().store(session).schemas()).stream()
                .flatMap(schema -> tables().schema(session, schema).stream())
                .collect(toImmutableList());
    }

    @Override
    default Map<String, ColumnHandle> getColumnHandles(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        List<CrowdColumnHandle> columns = switch (tableHandle) {
            case CrowdTableHandle handle -> handle.columns();
            case ChangesHandle handle -> handle.columns();
            default -> throw new IllegalArgumentException("not a handle of a crowd table: " + tableHandle);
        };
        return columns.stream().collect(toImmutableMap(CrowdColumnHandle::name, column -> column));
    }

    @Override
    default ColumnMetadata getColumnMetadata(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle columnHandle)
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
    default Iterator<RelationColumnsMetadata> streamRelationColumns(ConnectorSession session, Optional<String> schemaName, UnaryOperator<Set<SchemaTableName>> relationFilter)
    {
        List<RelationColumnsMetadata> relations = new ArrayList<>();
        for (SchemaInfo schema : schemas(session, schemaName)) {
            schema.tables().forEach((table, entry) -> relations.add(RelationColumnsMetadata.forTable(new SchemaTableName(schema.name(), table), TableColumns.metadata(entry))));
            schema.views()
                    .forEach((view, entry) -> relations.add(RelationColumnsMetadata.forView(new SchemaTableName(schema.name(), view), views().definition(entry).getColumns())));
        }
        Set<SchemaTableName> shown = relationFilter.apply(relations.stream().map(RelationColumnsMetadata::name).collect(toSet()));
        return relations.stream().filter(relation -> shown.contains(relation.name())).iterator();
    }

    @Override
    default Iterator<RelationCommentMetadata> streamRelationComments(ConnectorSession session, Optional<String> schemaName, UnaryOperator<Set<SchemaTableName>> relationFilter)
    {
        List<RelationCommentMetadata> relations = new ArrayList<>();
        for (SchemaInfo schema : schemas(session, schemaName)) {
            schema.tables().forEach((table, entry) -> relations.add(RelationCommentMetadata.forRelation(new SchemaTableName(schema.name(), table), entry.comment())));
            schema.views()
                    .forEach((view, entry) -> relations.add(RelationCommentMetadata.forRelation(new SchemaTableName(schema.name(), view), views().definition(entry).getComment())));
        }
        Set<SchemaTableName> shown = relationFilter.apply(relations.stream().map(RelationCommentMetadata::name).collect(toSet()));
        return relations.stream().filter(relation -> shown.contains(relation.name())).iterator();
    }

    @Override
    default TableStatistics getTableStatistics(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return tableHandle instanceof CrowdTableHandle handle ? statistics().read(session, tables(), handle) : TableStatistics.empty();
    }

    @Override
    default List<SchemaTableName> listViews(ConnectorSession session, Optional<String> schemaName)
    {
        return schemas(session, schemaName).stream()
                .flatMap(schema -> schema.views().keySet().stream().map(view -> new SchemaTableName(schema.name(), view)))
                .collect(toImmutableList());
    }

    @Override
    default Optional<ConnectorViewDefinition> getView(ConnectorSession session, SchemaTableName viewName)
    {
        return tables().view(session, viewName).map(views()::definition);
    }

    @Override
    default boolean isView(ConnectorSession session, SchemaTableName viewName)
    {
        return tables().view(session, viewName).isPresent();
    }

    @Override
    default ConnectorTableProperties getTableProperties(ConnectorSession session, ConnectorTableHandle table)
    {
        return new ConnectorTableProperties();
    }
}
