package dev.trinocrowd.crowd;

import dev.trinocrowd.storage.WrittenBucket;
import io.airlift.json.JsonCodec;
import io.trino.spi.connector.ConnectorExpressionEvaluator;

import java.util.List;

import static java.util.Objects.requireNonNull;

/// What the engine asks and orders in one transaction.
final class CrowdMetadata
        implements DefinitionMetadata, LookupMetadata, PushdownMetadata, WriteMetadata
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

    @Override
    public PinnedTables tables()
    {
        return tables;
    }

    @Override
    public TableStatisticsReader statistics()
    {
        return statistics;
    }

    @Override
    public ConnectorExpressionEvaluator evaluator()
    {
        return evaluator;
    }

    @Override
    public CrowdConfig config()
    {
        return config;
    }

    @Override
    public ViewEntries views()
    {
        return views;
    }

    @Override
    public JsonCodec<List<WrittenBucket>> fragmentCodec()
    {
        return fragmentCodec;
    }
}
