package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.catalog.CatalogException;
import dev.trinocrowd.catalog.TableEntry;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorViewDefinition;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.security.TrinoPrincipal;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import static dev.trinocrowd.catalog.CatalogException.Reason.TABLE_EXISTS;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.connector.SaveMode.IGNORE;
import static io.trino.spi.connector.SaveMode.REPLACE;

/// Changes of what there is: schemas, tables, columns, comments and views are created, renamed and dropped.
interface DefinitionMetadata
        extends ConnectorMetadata
{
    PinnedTables tables();

    ViewEntries views();

    @Override
    default void createSchema(ConnectorSession session, String schemaName, Map<String, Object> properties, TrinoPrincipal owner)
    {
        tables().change(() -> tables().store(session).createSchema(schemaName, Optional.empty(), ImmutableMap.of()));
    }

    @Override
    default void renameSchema(ConnectorSession session, String source, String target)
    {
        tables().change(() -> tables().store(session).renameSchema(source, target));
    }

    @Override
    default void createTable(ConnectorSession session, ConnectorTableMetadata tableMetadata, SaveMode saveMode)
    {
        SchemaTableName name = tableMetadata.getTable();
        TableEntry entry = tables().store(session).newTable(name.getSchemaName(), name.getTableName(), TableEntries.of(tableMetadata, false));
        try {
            tables().change(() -> tables().store(session).createTable(name.getSchemaName(), name.getTableName(), entry, ImmutableList.of(), saveMode == REPLACE));
        }
        catch (CatalogException e) {
            if (saveMode == IGNORE && e.reason() == TABLE_EXISTS) {
                return;
            }
            throw e;
        }
    }

    @Override
    default void dropTable(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        SchemaTableName name = CrowdTableHandle.target(tableHandle).name();
        tables().change(() -> tables().store(session).dropTable(name.getSchemaName(), name.getTableName()));
    }

    @Override
    default void renameTable(ConnectorSession session, ConnectorTableHandle tableHandle, SchemaTableName newTableName)
    {
        SchemaTableName name = CrowdTableHandle.target(tableHandle).name();
        checkSameSchema(name, newTableName);
        TableEntries.checkName(newTableName);
        tables().change(() -> tables().store(session).renameTable(name.getSchemaName(), name.getTableName(), newTableName.getTableName()));
    }

    private static void checkSameSchema(SchemaTableName source, SchemaTableName target)
    {
        if (!source.getSchemaName().equals(target.getSchemaName())) {
            throw new TrinoException(NOT_SUPPORTED, "A crowd table or view cannot be moved to another schema: %s to %s".formatted(source, target));
        }
    }

    @Override
    default void setTableComment(ConnectorSession session, ConnectorTableHandle tableHandle, Optional<String> comment)
    {
        changeEntry(session, tableHandle, entry -> entry.withComment(comment));
    }

    @Override
    default void setViewComment(ConnectorSession session, SchemaTableName viewName, Optional<String> comment)
    {
        tables().change(() -> tables().store(session).changeView(viewName.getSchemaName(), viewName.getTableName(), view -> views().withComment(view, comment)));
    }

    @Override
    default void setViewColumnComment(ConnectorSession session, SchemaTableName viewName, String columnName, Optional<String> comment)
    {
        tables().change(() -> tables().store(session).changeView(viewName.getSchemaName(), viewName.getTableName(), view -> views().withColumnComment(view, columnName, comment)));
    }

    @Override
    default void setColumnComment(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle column, Optional<String> comment)
    {
        changeEntry(session, tableHandle, entry -> TableEntries.withColumnComment(entry, (CrowdColumnHandle) column, comment));
    }

    @Override
    default void renameColumn(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle source, String target)
    {
        changeEntry(session, tableHandle, entry -> TableEntries.withColumnName(entry, (CrowdColumnHandle) source, target));
    }

    private void changeEntry(ConnectorSession session, ConnectorTableHandle tableHandle, UnaryOperator<TableEntry> change)
    {
        SchemaTableName name = CrowdTableHandle.target(tableHandle).name();
        tables().change(() -> tables().store(session).changeTable(name.getSchemaName(), name.getTableName(), change));
    }

    @Override
    default void createView(ConnectorSession session, SchemaTableName viewName, ConnectorViewDefinition definition, Map<String, Object> viewProperties, boolean replace)
    {
        TableEntries.checkName(viewName);
        tables().change(() -> tables().store(session).createView(viewName.getSchemaName(), viewName.getTableName(), views().entry(definition), replace));
    }

    @Override
    default void renameView(ConnectorSession session, SchemaTableName source, SchemaTableName target)
    {
        checkSameSchema(source, target);
        TableEntries.checkName(target);
        tables().change(() -> tables().store(session).renameView(source.getSchemaName(), source.getTableName(), target.getTableName()));
    }

    @Override
    default void refreshView(ConnectorSession session, SchemaTableName viewName, ConnectorViewDefinition viewDefinition)
    {
        tables().change(() -> tables().store(session).createView(viewName.getSchemaName(), viewName.getTableName(), views().entry(viewDefinition), true));
    }

    @Override
    default void dropView(ConnectorSession session, SchemaTableName viewName)
    {
        tables().change(() -> tables().store(session).dropView(viewName.getSchemaName(), viewName.getTableName()));
    }
}
