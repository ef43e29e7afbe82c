package dev.trinocrowd.crowd;

import com.google.inject.Inject;
import dev.trinocrowd.export.table.ExportDeliveries;
import dev.trinocrowd.export.table.ExportMetadata;
import dev.trinocrowd.export.table.ExportRoutes;
import dev.trinocrowd.storage.WrittenBucket;
import io.airlift.json.JsonCodec;
import io.trino.spi.connector.ConnectorExpressionEvaluator;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.ConnectorViewDefinition;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

/// The transactions that have begun and not ended, each with metadata of its own.
public final class CrowdTransactions
{
    private final Map<CrowdTransactionHandle, Parts> transactions = new ConcurrentHashMap<>();
    private final CrowdStorage storage;
    private final TableStatisticsReader statistics;
    private final ConnectorExpressionEvaluator evaluator;
    private final CrowdConfig config;
    private final JsonCodec<List<WrittenBucket>> fragmentCodec;
    private final JsonCodec<ConnectorViewDefinition> viewCodec;
    private final ExportDeliveries deliveries;

    private record Parts(CrowdMetadata crowds, ConnectorMetadata all)
    {}

    @Inject
    public CrowdTransactions(
            CrowdStorage storage,
            TableStatisticsReader statistics,
            ConnectorExpressionEvaluator evaluator,
            CrowdConfig config,
            JsonCodec<List<WrittenBucket>> fragmentCodec,
            JsonCodec<ConnectorViewDefinition> viewCodec,
            ExportDeliveries deliveries)
    {
        this.storage = requireNonNull(storage, "storage is null");
        this.statistics = requireNonNull(statistics, "statistics is null");
        this.evaluator = requireNonNull(evaluator, "evaluator is null");
        this.config = requireNonNull(config, "config is null");
        this.fragmentCodec = requireNonNull(fragmentCodec, "fragmentCodec is null");
        this.viewCodec = requireNonNull(viewCodec, "viewCodec is null");
        this.deliveries = requireNonNull(deliveries, "deliveries is null");
    }

    CrowdTransactionHandle begin()
    {
        CrowdTransactionHandle transaction = new CrowdTransactionHandle(UUID.randomUUID());
        PinnedTables tables = new PinnedTables(storage);
        CrowdMetadata crowds = new CrowdMetadata(tables, statistics, evaluator, config, new ViewEntries(viewCodec), fragmentCodec);
        ExportMetadata exports = new ExportMetadata(transaction, tables, storage, deliveries, config);
        transactions.put(transaction, new Parts(crowds, ExportRoutes.metadata(crowds, exports)));
        return transaction;
    }

    CrowdMetadata get(ConnectorTransactionHandle transaction)
    {
        return parts(transaction).crowds;
    }

    /// Of crowd tables and of export tables.
    ConnectorMetadata metadata(ConnectorTransactionHandle transaction)
    {
        return parts(transaction).all;
    }

    private Parts parts(ConnectorTransactionHandle transaction)
    {
        Parts parts = transactions.get((CrowdTransactionHandle) transaction);
        checkState(parts != null, "no such transaction: %s", transaction);
        return parts;
    }

    void end(ConnectorTransactionHandle transaction)
    {
        transactions.remove((CrowdTransactionHandle) transaction);
        deliveries.end(transaction);
    }
}
