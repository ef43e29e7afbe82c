package dev.trinocrowd.shop;

import dev.trinocrowd.shop.story.Column;
import dev.trinocrowd.shop.story.Column.Kind;
import dev.trinocrowd.shop.story.Shop;
import dev.trinocrowd.shop.story.UserRange;
import io.trino.spi.statistics.ColumnStatistics;
import io.trino.spi.statistics.DoubleRange;
import io.trino.spi.statistics.Estimate;
import io.trino.spi.statistics.TableStatistics;

import java.util.List;
import java.util.OptionalDouble;

import static dev.trinocrowd.shop.ShopMetadata.USER_ID;
import static java.lang.Math.min;

/// What the planner is told. Rows of users, products and truths are exact; those of the other tables are estimates.
final class ShopStatistics
{
    private ShopStatistics()
    {}

    static TableStatistics estimate(ShopTableHandle handle, Shop shop)
    {
        List<UserRange> wanted = handle.wanted(new UserRange(1, shop.scale().users()));
        double users = users(wanted);
        double rows = handle.table().rows(shop);
        if (handle.table().isPerUser()) {
            rows = rows * users / shop.scale().users();
        }
        if (handle.limit().isPresent()) {
            rows = min(rows, (double) handle.limit().getAsLong() * shop.scale().buckets());
        }
        TableStatistics.Builder statistics = TableStatistics.builder().setRowCount(Estimate.of(rows));
        if (rows > 0) {
            for (Column column : handle.table().columns()) {
                statistics.setColumnStatistics(new ShopColumnHandle(column.name()), estimate(column, shop, wanted, rows));
            }
        }
        return statistics.build();
    }

    private static ColumnStatistics estimate(Column column, Shop shop, List<UserRange> wanted, double rows)
    {
        ColumnStatistics.Builder statistics = ColumnStatistics.builder();
        if (!column.isNullable()) {
            statistics.setNullsFraction(Estimate.zero());
        }
        if (column.name().equals(USER_ID.name()) && !wanted.isEmpty()) {
            statistics.setRange(new DoubleRange(wanted.getFirst().first(), wanted.getLast().last()));
            statistics.setDistinctValuesCount(Estimate.of(min(rows, users(wanted))));
        }
        else {
            distinct(column, shop).ifPresent(distinct -> statistics.setDistinctValuesCount(Estimate.of(min(rows, distinct))));
        }
        return statistics.build();
    }

    private static OptionalDouble distinct(Column column, Shop shop)
    {
        return column.kind() == Kind.TEXT ? OptionalDouble.of((double) column.vocabulary(shop).stream().distinct().count()) : OptionalDouble.empty();
    }

    private static double users(List<UserRange> ranges)
    {
        return (double) ranges.stream().mapToLong(UserRange::size).sum();
    }
}
