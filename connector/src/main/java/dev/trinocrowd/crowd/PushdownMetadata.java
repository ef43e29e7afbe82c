package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import io.trino.spi.connector.AggregateFunction;
import io.trino.spi.connector.AggregationApplicationResult;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorExpressionEvaluator;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.JoinApplicationResult;
import io.trino.spi.connector.JoinStatistics;
import io.trino.spi.connector.JoinType;
import io.trino.spi.connector.LimitApplicationResult;
import io.trino.spi.connector.SortItem;
import io.trino.spi.connector.TableFunctionApplicationResult;
import io.trino.spi.connector.TopNApplicationResult;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.function.table.ConnectorTableFunctionHandle;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What of a query becomes a part of the scan.
interface PushdownMetadata
        extends ConnectorMetadata
{
    PinnedTables tables();

    ConnectorExpressionEvaluator evaluator();

    @Override
    default Optional<TableFunctionApplicationResult<ConnectorTableHandle>> applyTableFunction(ConnectorSession session, ConnectorTableFunctionHandle handle)
    {
        return switch (handle) {
            case UsersFunction.Handle(CrowdTableHandle table) -> Optional.of(new TableFunctionApplicationResult<>(table, ImmutableList.copyOf(table.columns())));
            case ChangesFunction.Handle(ChangesHandle table) -> Optional.of(new TableFunctionApplicationResult<>(table, ImmutableList.copyOf(table.columns())));
            default -> Optional.empty();
        };
    }

    @Override
    default Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(ConnectorSession session, ConnectorTableHandle table, Constraint constraint)
    {
        return table instanceof CrowdTableHandle handle ? new FilterPushdown(tables(), evaluator()).apply(session, handle, constraint) : Optional.empty();
    }

    @Override
    default Optional<JoinApplicationResult<ConnectorTableHandle>> applyJoin(
            ConnectorSession session,
            JoinType joinType,
            ConnectorTableHandle left,
            ConnectorTableHandle right,
            ConnectorExpression joinCondition,
            Map<String, ColumnHandle> leftAssignments,
            Map<String, ColumnHandle> rightAssignments,
            JoinStatistics joinStatistics)
    {
        return left instanceof CrowdTableHandle leftHandle && right instanceof CrowdTableHandle rightHandle
                ? new JoinPushdown(tables()).apply(session, joinType, leftHandle, rightHandle, joinCondition, leftAssignments, rightAssignments)
                : Optional.empty();
    }

    @Override
    default Optional<AggregationApplicationResult<ConnectorTableHandle>> applyAggregation(
            ConnectorSession session,
            ConnectorTableHandle table,
            List<AggregateFunction> aggregates,
            Map<String, ColumnHandle> assignments,
            List<List<ColumnHandle>> groupingSets)
    {
        return table instanceof CrowdTableHandle handle && groupingSets.size() == 1
                ? new AggregationPushdown(tables()).apply(session, handle, aggregates, assignments, groupingSets.getFirst())
                : Optional.empty();
    }

    @Override
    default Optional<TopNApplicationResult<ConnectorTableHandle>> applyTopN(
            ConnectorSession session,
            ConnectorTableHandle table,
            long topNCount,
            List<SortItem> sortItems,
            Map<String, ColumnHandle> assignments)
    {
        return table instanceof CrowdTableHandle handle ? TopNPushdown.topN(handle, topNCount, sortItems, assignments) : Optional.empty();
    }

    @Override
    default Optional<LimitApplicationResult<ConnectorTableHandle>> applyLimit(ConnectorSession session, ConnectorTableHandle table, long limit)
    {
        return table instanceof CrowdTableHandle handle ? TopNPushdown.limit(handle, limit) : Optional.empty();
    }
}
