package dev.trinocrowd.shop;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.shop.story.Scale;
import dev.trinocrowd.shop.story.ShopTable;
import dev.trinocrowd.shop.story.UserRange;
import io.trino.spi.connector.ConnectorTableHandle;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/// A table, and which of its rows are wanted.
///
/// @param users the users wanted, in ascending ranges; all if empty
/// @param limit how many rows of a split are enough
public record ShopTableHandle(String schema, ShopTable table, Scale scale, Optional<List<UserRange>> users, OptionalLong limit)
        implements ConnectorTableHandle
{
    public ShopTableHandle
    {
        requireNonNull(schema, "schema is null");
        requireNonNull(table, "table is null");
        requireNonNull(scale, "scale is null");
        users = users.map(ImmutableList::copyOf);
        requireNonNull(limit, "limit is null");
    }

    ShopTableHandle withUsers(List<UserRange> users)
    {
        return new ShopTableHandle(schema, table, scale, Optional.of(users), limit);
    }

    ShopTableHandle withLimit(long limit)
    {
        return new ShopTableHandle(schema, table, scale, users, OptionalLong.of(limit));
    }

    /// The users of a range that are wanted.
    List<UserRange> wanted(UserRange range)
    {
        return users.map(wanted -> wanted.stream()
                .flatMap(other -> range.intersect(other).stream())
                .toList())
                .orElseGet(() -> ImmutableList.of(range));
    }

    @Override
    public String toString()
    {
        StringBuilder text = new StringBuilder("%s.%s".formatted(schema, table.title()));
        users.ifPresent(ranges -> text.append(" of %s users in %s ranges".formatted(ranges.stream().mapToLong(UserRange::size).sum(), ranges.size())));
        limit.ifPresent(rows -> text.append(" limit %s".formatted(rows)));
        return text.toString();
    }
}
