package dev.trinocrowd.crowd;

import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ColumnSchema;
import io.trino.spi.connector.ConnectorAccessControl;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import static com.google.common.collect.ImmutableList.toImmutableList;

/// Checks the rights on a table where the engine does not know that it is read.
final class TableRights
{
    private TableRights()
    {}

    /// The engine's access control finds the user and the query by itself.
    static void checkSelect(ConnectorAccessControl accessControl, TableReference table)
    {
        List<ColumnMetadata> columns = TableColumns.metadata(table.entry());
        Set<String> names = columns.stream().map(ColumnMetadata::getName).collect(Collectors.toUnmodifiableSet());
        accessControl.checkCanSelectFromColumns(null, table.name(), Optional.empty(), names);
        // These refuse by an exception: rows that must be filtered or masked cannot be shown here.
        accessControl.getRowFilters(null, table.name());
        List<ColumnSchema> schemas = columns.stream().map(ColumnMetadata::getColumnSchema).collect(toImmutableList());
        accessControl.getColumnMasks(null, table.name(), schemas);
    }

    /// Procedures are not statements of which the engine knows what they do.
    static void checkProcedure(ConnectorAccessControl accessControl, TableReference table, TableTask task)
    {
        // All of them delete something: files, versions or rows.
        accessControl.checkCanDeleteFromTable(null, table.name(), Optional.empty());
        if (task instanceof TableTask.RollbackToVersion) {
            accessControl.checkCanInsertIntoTable(null, table.name(), Optional.empty());
        }
    }
}
