package dev.trinocrowd.shop;

import dev.trinocrowd.shop.story.Column;
import dev.trinocrowd.shop.story.TableReader;
import dev.trinocrowd.shop.story.UserRange;
import io.trino.spi.block.Block;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.MemoryContext;

import java.util.List;
import java.util.Optional;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.trinocrowd.shop.story.Column.Kind.TEXT;
import static java.util.Objects.requireNonNull;

final class ShopPageSourceProvider
        implements ConnectorPageSourceProvider
{
    private final Shops shops;

    ShopPageSourceProvider(Shops shops)
    {
        this.shops = requireNonNull(shops, "shops is null");
    }

    @Override
    public ConnectorPageSource createPageSource(
            ConnectorTransactionHandle transaction,
            ConnectorSession session,
            ConnectorSplit split,
            ConnectorTableHandle table,
            Optional<ConnectorTableCredentials> tableCredentials,
            List<ColumnHandle> columns,
            DynamicFilter dynamicFilter,
            MemoryContext memoryContext)
    {
        ShopTableHandle handle = (ShopTableHandle) table;
        List<Column> wanted = columns.stream()
                .map(column -> handle.table().column(((ShopColumnHandle) column).name()))
                .collect(toImmutableList());
        List<Optional<Block>> dictionaries = wanted.stream()
                .map(column -> column.kind() == TEXT ? Optional.of(shops.dictionary(handle.scale(), column)) : Optional.<Block>empty())
                .collect(toImmutableList());
        List<UserRange> users = handle.wanted(handle.scale().users(((ShopSplit) split).bucket()));
        TableReader reader = new TableReader(shops.shop(handle.scale()), handle.table(), wanted, users);
        return new ShopPageSource(reader, wanted, dictionaries, handle.limit(), memoryContext);
    }
}
