package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import dev.trinocrowd.catalog.CatalogException;
import dev.trinocrowd.catalog.TableStore;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.function.table.AbstractConnectorTableFunction;
import io.trino.spi.function.table.Argument;
import io.trino.spi.function.table.ConnectorTableFunctionHandle;
import io.trino.spi.function.table.Descriptor;
import io.trino.spi.function.table.ReturnTypeSpecification.GenericTable;
import io.trino.spi.function.table.ScalarArgumentSpecification;
import io.trino.spi.function.table.TableFunctionAnalysis;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static dev.trinocrowd.catalog.CatalogException.Reason.TABLE_NOT_FOUND;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/// `TABLE(crowd.system.changes('app', 'vip', 3, 7))`: who entered and who left between two versions.
public final class ChangesFunction
        extends AbstractConnectorTableFunction
{
    static final String SCHEMA = "system";
    private static final String NAME = "changes";

    private final CrowdTransactions transactions;

    public record Handle(ChangesHandle table)
            implements ConnectorTableFunctionHandle
    {}

    @Inject
    public ChangesFunction(CrowdTransactions transactions)
    {
        super(
                SCHEMA,
                NAME,
                ImmutableList.of(
                        ScalarArgumentSpecification.builder().name("SCHEMA").type(VARCHAR).build(),
                        ScalarArgumentSpecification.builder().name("TABLE_NAME").type(VARCHAR).build(),
                        ScalarArgumentSpecification.builder().name("FROM_VERSION").type(BIGINT).build(),
                        ScalarArgumentSpecification.builder().name("TO_VERSION").type(BIGINT).build()),
                GenericTable.GENERIC_TABLE,
                "Who entered a crowd table and who left it between two of its versions");
        this.transactions = requireNonNull(transactions, "transactions is null");
    }

    @Override
    public TableFunctionAnalysis analyze(ConnectorSession session, ConnectorTransactionHandle transaction, Map<String, Argument> arguments, ConnectorAccessControl accessControl)
    {
        FunctionArguments values = new FunctionArguments(NAME, arguments);
        SchemaTableName name = new SchemaTableName(values.text("SCHEMA").toLowerCase(Locale.ENGLISH), values.text("TABLE_NAME").toLowerCase(Locale.ENGLISH));
        PinnedTables tables = transactions.get(transaction).tables();
        TableReference table = tables.latest(session, name)
                .orElseThrow(() -> CrowdErrors.translate(new CatalogException(TABLE_NOT_FOUND, "Table '%s' does not exist".formatted(name))));
        TableRights.checkSelect(accessControl, table);
        ChangesHandle handle = new ChangesHandle(table, values.number("FROM_VERSION"), values.number("TO_VERSION"));
        checkVersions(tables.store(session, table), handle);
        return TableFunctionAnalysis.builder()
                .returnedType(new Descriptor(handle.columns().stream()
                        .map(column -> new Descriptor.Field(column.name(), Optional.of(column.type())))
                        .toList()))
                .handle(new Handle(handle))
                .build();
    }

    private static void checkVersions(TableStore table, ChangesHandle handle)
    {
        try {
            table.open(handle.from());
            table.open(handle.to());
        }
        catch (CatalogException e) {
            throw CrowdErrors.translate(e);
        }
    }
}
