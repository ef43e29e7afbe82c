package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.inject.Inject;
import dev.trinocrowd.catalog.Snapshot;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.FixedSplitSource;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// A split a bucket; but one for all where the result is one.
public final class CrowdSplitManager
        implements ConnectorSplitManager
{
    private final CrowdTransactions transactions;

    @Inject
    public CrowdSplitManager(CrowdTransactions transactions)
    {
        this.transactions = requireNonNull(transactions, "transactions is null");
    }

    @Override
    public ConnectorSplitSource getSplits(
            ConnectorTransactionHandle transaction,
            ConnectorSession session,
            ConnectorTableHandle table,
            Set<ColumnHandle> dynamicFilterColumns,
            Constraint constraint)
    {
        if (!(table instanceof CrowdTableHandle handle)) {
            return new FixedSplitSource(new CrowdSplit(ImmutableList.of(), Optional.empty(), 0));
        }
        PinnedTables tables = transactions.get(transaction).tables();
        List<Snapshot> snapshots = handle.tables().stream().distinct().map(reference -> tables.snapshot(session, reference)).collect(toImmutableList());
        ListMultimap<Integer, Snapshot> buckets = MultimapBuilder.treeKeys().arrayListValues().build();
        snapshots.forEach(snapshot -> snapshot.buckets().forEach(bucket -> buckets.put(bucket, snapshot)));
        boolean isOne = handle.grouping().isPresent() || handle.bound().flatMap(RowBound::order).isPresent();
        if (isOne) {
            return new FixedSplitSource(new CrowdSplit(ImmutableList.copyOf(buckets.keySet()), Optional.empty(), snapshots.stream().mapToLong(Snapshot::rows).sum()));
        }
        List<ConnectorSplit> splits = buckets.keySet().stream().map(bucket -> split(buckets.get(bucket), bucket)).collect(toImmutableList());
        long wait = dynamicFilterColumns.isEmpty() ? 0 : CrowdSessionProperties.dynamicFilteringWaitMillis(session);
        return new FixedSplitSource(splits)
        {
            @Override
            public long getRequestedDynamicFilterWaitTimeoutMillis()
            {
                return wait;
            }
        };
    }

    /// @param snapshots that have files in the bucket
    private static ConnectorSplit split(List<Snapshot> snapshots, int bucket)
    {
        long rows = 0;
        Optional<String> affinity = Optional.empty();
        for (Snapshot snapshot : snapshots) {
            rows += snapshot.bucket(bucket).rows();
            affinity = affinity.or(() -> snapshot.bucket(bucket).paths().stream().findFirst());
        }
        return new CrowdSplit(ImmutableList.of(bucket), affinity, rows);
    }
}
