package dev.trinocrowd.crowd;

import dev.trinocrowd.algebra.IdOrder;
import dev.trinocrowd.algebra.Member;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.LimitApplicationResult;
import io.trino.spi.connector.SortItem;
import io.trino.spi.connector.TopNApplicationResult;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the smallest and largest ids, and limits, part of the expression.
final class TopNPushdown
{
    /// One node finds the first rows of all buckets, which is for few.
    private static final long MOST_FIRST_ROWS = 100_000;

    private TopNPushdown()
    {}

    static Optional<TopNApplicationResult<ConnectorTableHandle>> topN(CrowdTableHandle handle, long count, List<SortItem> items, Map<String, ColumnHandle> columns)
    {
        if (handle.grouping().isPresent() || handle.bound().isPresent() || items.size() != 1 || count > MOST_FIRST_ROWS) {
            return Optional.empty();
        }
        Optional<Member> member = handle.find(columns.get(items.getFirst().getName())).flatMap(CrowdTableHandle::member);
        // A NULL would have to come before all ids, or after them.
        if (member.isEmpty() || handle.relation().canBeAbsent(member.orElseThrow())) {
            return Optional.empty();
        }
        IdOrder order = items.getFirst().getSortOrder().isAscending() ? IdOrder.ASCENDING : IdOrder.DESCENDING;
        return Optional.of(new TopNApplicationResult<>(handle.withBound(RowBound.first(count, order)), true, false));
    }

    static Optional<LimitApplicationResult<ConnectorTableHandle>> limit(CrowdTableHandle handle, long count)
    {
        if (handle.bound().isPresent() && handle.bound().orElseThrow().count() <= count) {
            return Optional.empty();
        }
        if (handle.grouping().isPresent()) {
            return Optional.of(new LimitApplicationResult<>(handle.withBound(RowBound.any(count)), true, false));
        }
        Optional<IdOrder> order = handle.bound().flatMap(RowBound::order);
        if (order.isPresent() || (handle.bound().isEmpty() && count <= MOST_FIRST_ROWS)) {
            // Any rows would do; the smallest ids are the same ones each time.
            return Optional.of(new LimitApplicationResult<>(handle.withBound(RowBound.first(count, order.orElse(IdOrder.ASCENDING))), true, false));
        }
        // Each split gives as many.
        return Optional.of(new LimitApplicationResult<>(handle.withBound(RowBound.any(count)), false, false));
    }
}
