package dev.trinocrowd.crowd;

import com.google.inject.Inject;
import dev.trinocrowd.storage.WrittenBucket;
import io.airlift.json.JsonCodec;
import io.trino.spi.connector.ConnectorExpressionEvaluator;
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
    private final Map<CrowdTransactionHandle, CrowdMetadata> transactions = new ConcurrentHashMap<>();
    private final CrowdStorage storage;
    private final TableStatisticsReader statistics;
    private final ConnectorExpressionEvaluator evaluator;
    private final CrowdConfig config;
    private final JsonCodec<List<WrittenBucket>> fragmentCodec;
    private final JsonCodec<ConnectorViewDefinition> viewCodec;

    @Inject
    public CrowdTransactions(
            CrowdStorage storage,
            TableStatisticsReader statistics,
            ConnectorExpressionEvaluator evaluator,
            CrowdConfig config,
            JsonCodec<List<WrittenBucket>> fragmentCodec,
            JsonCodec<ConnectorViewDefinition> viewCodec)
    {
        this.storage = requireNonNull(storage, "storage is null");
        this.statistics = requireNonNull(statistics, "statistics is null");
        this.evaluator = requireNonNull(evaluator, "evaluator is null");
        this.config = requireNonNull(config, "config is null");
        this.fragmentCodec = requireNonNull(fragmentCodec, "fragmentCodec is null");
        this.viewCodec = requireNonNull(viewCodec, "viewCodec is null");
    }

    CrowdTransactionHandle begin()
    {
        CrowdTransactionHandle transaction = new CrowdTransactionHandle(UUID.randomUUID());
        transactions.put(transaction, new CrowdMetadata(new PinnedTables(storage), statistics, evaluator, config, new ViewEntries(viewCodec), fragmentCodec));
        return transaction;
    }

    CrowdMetadata get(ConnectorTransactionHandle transaction)
    {
        CrowdMetadata metadata = transactions.get((CrowdTransactionHandle) transaction);
        checkState(metadata != null, "no such transaction: %s", transaction);
        return metadata;
    }

    void end(ConnectorTransactionHandle transaction)
    {
        transactions.remove((CrowdTransactionHandle) transaction);
    }
}
