package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableSet;
import com.google.inject.Inject;
import io.airlift.bootstrap.LifeCycleManager;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorCapabilities;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorNodePartitioningProvider;
import io.trino.spi.connector.ConnectorPageSinkProvider;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.TableProcedureMetadata;
import io.trino.spi.function.table.ConnectorTableFunction;
import io.trino.spi.procedure.Procedure;
import io.trino.spi.session.PropertyMetadata;
import io.trino.spi.transaction.IsolationLevel;

import java.util.List;
import java.util.Set;

import static io.trino.spi.connector.ConnectorCapabilities.NOT_NULL_COLUMN_CONSTRAINT;
import static io.trino.spi.transaction.IsolationLevel.REPEATABLE_READ;
import static io.trino.spi.transaction.IsolationLevel.checkConnectorSupports;
import static java.util.Objects.requireNonNull;

public final class CrowdConnector
        implements Connector
{
    private final LifeCycleManager lifeCycle;
    private final CrowdTransactions transactions;
    private final CrowdSplitManager splitManager;
    private final CrowdPageSourceProvider pageSourceProvider;
    private final CrowdPageSinkProvider pageSinkProvider;
    private final CrowdNodePartitioningProvider nodePartitioningProvider;
    private final CrowdSessionProperties sessionProperties;
    private final CrowdTableProperties tableProperties;
    private final Set<Procedure> procedures;
    private final Set<ConnectorTableFunction> tableFunctions;

    @Inject
    public CrowdConnector(
            LifeCycleManager lifeCycle,
            CrowdTransactions transactions,
            CrowdSplitManager splitManager,
            CrowdPageSourceProvider pageSourceProvider,
            CrowdPageSinkProvider pageSinkProvider,
            CrowdNodePartitioningProvider nodePartitioningProvider,
            CrowdSessionProperties sessionProperties,
            CrowdTableProperties tableProperties,
            RemoveOrphanTables removeOrphanTables,
            ChangesFunction changes,
            UsersFunction users)
    {
        this.lifeCycle = requireNonNull(lifeCycle, "lifeCycle is null");
        this.transactions = requireNonNull(transactions, "transactions is null");
        this.splitManager = requireNonNull(splitManager, "splitManager is null");
        this.pageSourceProvider = requireNonNull(pageSourceProvider, "pageSourceProvider is null");
        this.pageSinkProvider = requireNonNull(pageSinkProvider, "pageSinkProvider is null");
        this.nodePartitioningProvider = requireNonNull(nodePartitioningProvider, "nodePartitioningProvider is null");
        this.sessionProperties = requireNonNull(sessionProperties, "sessionProperties is null");
        this.tableProperties = requireNonNull(tableProperties, "tableProperties is null");
        procedures = ImmutableSet.of(removeOrphanTables.procedure());
        tableFunctions = ImmutableSet.of(Boundary.guard(ConnectorTableFunction.class, changes), Boundary.guard(ConnectorTableFunction.class, users));
    }

    @Override
    public ConnectorTransactionHandle beginTransaction(IsolationLevel isolationLevel, boolean readOnly, boolean autoCommit)
    {
        checkConnectorSupports(REPEATABLE_READ, isolationLevel);
        return transactions.begin();
    }

    @Override
    public ConnectorMetadata getMetadata(ConnectorSession session, ConnectorTransactionHandle transactionHandle)
    {
        return Boundary.guard(ConnectorMetadata.class, transactions.get(transactionHandle));
    }

    @Override
    public ConnectorSplitManager getSplitManager()
    {
        return Boundary.guard(ConnectorSplitManager.class, splitManager);
    }

    @Override
    public ConnectorPageSourceProvider getPageSourceProvider()
    {
        return Boundary.guard(ConnectorPageSourceProvider.class, pageSourceProvider);
    }

    @Override
    public ConnectorPageSinkProvider getPageSinkProvider()
    {
        return Boundary.guard(ConnectorPageSinkProvider.class, pageSinkProvider);
    }

    @Override
    public ConnectorNodePartitioningProvider getNodePartitioningProvider()
    {
        return nodePartitioningProvider;
    }

    @Override
    public Set<Procedure> getProcedures()
    {
        return procedures;
    }

    @Override
    public Set<TableProcedureMetadata> getTableProcedures()
    {
        return TableProcedures.ALL;
    }

    @Override
    public Set<ConnectorTableFunction> getTableFunctions()
    {
        return tableFunctions;
    }

    @Override
    public List<PropertyMetadata<?>> getSessionProperties()
    {
        return sessionProperties.properties();
    }

    @Override
    public List<PropertyMetadata<?>> getTableProperties()
    {
        return tableProperties.properties();
    }

    @Override
    public void commit(ConnectorTransactionHandle transactionHandle)
    {
        transactions.end(transactionHandle);
    }

    @Override
    public void rollback(ConnectorTransactionHandle transactionHandle)
    {
        transactions.end(transactionHandle);
    }

    @Override
    public Set<ConnectorCapabilities> getCapabilities()
    {
        return ImmutableSet.of(NOT_NULL_COLUMN_CONSTRAINT);
    }

    @Override
    public void shutdown()
    {
        lifeCycle.stop();
    }
}
