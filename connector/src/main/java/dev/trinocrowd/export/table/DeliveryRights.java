package dev.trinocrowd.export.table;

import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.crowd.PinnedTables;
import dev.trinocrowd.crowd.TableReference;
import dev.trinocrowd.crowd.TableRights;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SchemaTableName;

import java.util.Optional;

import static io.trino.spi.StandardErrorCode.TABLE_NOT_FOUND;
import static java.util.Objects.requireNonNull;

/// Who may deliver an export table, or learn what would be delivered, beside the right to read it.
record DeliveryRights(PinnedTables tables)
{
    DeliveryRights
    {
        requireNonNull(tables, "tables is null");
    }

    void check(ConnectorSession session, ConnectorAccessControl accessControl, SchemaTableName table, ExportEntry entry)
    {
        // The engine leaves procedures to whoever may read a table; what leaves is the business of those who may stage.
        accessControl.checkCanInsertIntoTable(null, table, Optional.empty());
        // Who delivers learns who is in these crowds.
        for (String crowd : ExportDeliveries.crowdsOf(entry)) {
            SchemaTableName name = new SchemaTableName(crowd.substring(0, crowd.indexOf('.')), crowd.substring(crowd.indexOf('.') + 1));
            TableReference reference = tables.latest(session, name)
                    .orElseThrow(() -> new TrinoException(TABLE_NOT_FOUND, "The crowd '%s', which the export needs, does not exist. Nothing was sent".formatted(name)));
            TableRights.checkSelect(accessControl, reference);
        }
    }
}
