package dev.trinocrowd.shop;

import dev.trinocrowd.shop.story.Scale;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.FixedSplitSource;

import java.util.Set;
import java.util.stream.IntStream;

import static com.google.common.collect.ImmutableList.toImmutableList;

final class ShopSplitManager
        implements ConnectorSplitManager
{
    @Override
    public ConnectorSplitSource getSplits(
            ConnectorTransactionHandle transaction,
            ConnectorSession session,
            ConnectorTableHandle table,
            Set<ColumnHandle> dynamicFilterColumns,
            Constraint constraint)
    {
        ShopTableHandle handle = (ShopTableHandle) table;
        if (!handle.table().isPerUser()) {
            return new FixedSplitSource(new ShopSplit(0));
        }
        Scale scale = handle.scale();
        return new FixedSplitSource(IntStream.range(0, scale.buckets())
                .filter(bucket -> !handle.wanted(scale.users(bucket)).isEmpty())
                .mapToObj(ShopSplit::new)
                .collect(toImmutableList()));
    }
}
