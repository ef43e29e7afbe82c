package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTransactionHandle;
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

import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/// `TABLE(crowd.system.users('app', 'vip & city:paris - opted_out'))`: the users of an expression of sets.
public final class UsersFunction
        extends AbstractConnectorTableFunction
{
    private static final String NAME = "users";

    private final CrowdTransactions transactions;

    public record Handle(CrowdTableHandle table)
            implements ConnectorTableFunctionHandle
    {}

    @Inject
    public UsersFunction(CrowdTransactions transactions)
    {
        super(
                ChangesFunction.SCHEMA,
                NAME,
                ImmutableList.of(
                        ScalarArgumentSpecification.builder().name("SCHEMA").type(VARCHAR).build(),
                        ScalarArgumentSpecification.builder().name("EXPRESSION").type(VARCHAR).build()),
                GenericTable.GENERIC_TABLE,
                "The users of an expression such as vip & city:paris - (opted_out | dormant)");
        this.transactions = requireNonNull(transactions, "transactions is null");
    }

    @Override
    public TableFunctionAnalysis analyze(ConnectorSession session, ConnectorTransactionHandle transaction, Map<String, Argument> arguments, ConnectorAccessControl accessControl)
    {
        FunctionArguments values = new FunctionArguments(NAME, arguments);
        SetExpression expression = SetExpressionParser.parse(values.text("EXPRESSION"));
        UsersPlan plan = new UsersPlan(session, transactions.get(transaction).tables(), values.text("SCHEMA").toLowerCase(Locale.ENGLISH), accessControl);
        CrowdTableHandle table = plan.plan(expression);
        return TableFunctionAnalysis.builder()
                .returnedType(new Descriptor(table.columns().stream()
                        .map(column -> new Descriptor.Field(column.name(), Optional.of(column.type())))
                        .toList()))
                .handle(new Handle(table))
                .build();
    }
}
