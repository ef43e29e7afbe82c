package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.algebra.Aggregation;
import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.algebra.Member;
import dev.trinocrowd.algebra.Relation;
import dev.trinocrowd.bitmap.BitmapType;
import io.trino.spi.connector.AggregateFunction;
import io.trino.spi.connector.AggregationApplicationResult;
import io.trino.spi.connector.Assignment;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Variable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static io.trino.spi.type.BigintType.BIGINT;
import static java.util.Objects.requireNonNull;

/// Makes counts and the like, and DISTINCT, part of the expression: all of a query's or none.
final class AggregationPushdown
{
    private final PinnedTables tables;

    AggregationPushdown(PinnedTables tables)
    {
        this.tables = requireNonNull(tables, "tables is null");
    }

    /// @param columns what the variables of the functions stand for
    /// @param groupBy empty for one group of all rows
    Optional<AggregationApplicationResult<ConnectorTableHandle>> apply(
            ConnectorSession session,
            CrowdTableHandle handle,
            List<AggregateFunction> functions,
            Map<String, ColumnHandle> columns,
            List<ColumnHandle> groupBy)
    {
        if (handle.grouping().isPresent() || handle.bound().isPresent()) {
            return Optional.empty();
        }
        List<CrowdColumnHandle> keys = new ArrayList<>();
        List<CrowdColumnHandle> members = new ArrayList<>();
        for (ColumnHandle grouped : groupBy) {
            Optional<CrowdColumnHandle> found = handle.find(grouped);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            CrowdColumnHandle column = found.orElseThrow();
            switch (column.source()) {
                case ColumnSource.Key _ -> keys.add(column);
                case ColumnSource.Id _ -> members.add(column);
                case ColumnSource.Value _ -> {
                    return Optional.empty();
                }
                case ColumnSource.Row _ -> {
                    return Optional.empty();
                }
            }
        }
        if (members.isEmpty()) {
            return aggregate(handle, functions, columns, keys);
        }
        // The engine counts per user what the algebra would have to hold for each of them.
        if (members.size() > 1 || !functions.isEmpty()) {
            return Optional.empty();
        }
        return distinct(session, handle, keys, members.getFirst());
    }

    private static Optional<AggregationApplicationResult<ConnectorTableHandle>> aggregate(
            CrowdTableHandle handle,
            List<AggregateFunction> functions,
            Map<String, ColumnHandle> columns,
            List<CrowdColumnHandle> groupBy)
    {
        List<Aggregation> aggregations = new ArrayList<>();
        List<CrowdColumnHandle> derived = new ArrayList<>(groupBy);
        ImmutableList.Builder<ConnectorExpression> projections = ImmutableList.builder();
        ImmutableList.Builder<Assignment> assignments = ImmutableList.builder();
        // The plan may still have columns that the handle has no more.
        ColumnNames names = new ColumnNames(columns.values().stream().map(CrowdColumnHandle.class::cast).toList());
        handle.columns().forEach(column -> names.unique(column.name()));
        Map<String, CrowdColumnHandle> resolved = handle.resolve(columns);
        for (AggregateFunction function : functions) {
            Optional<Aggregation> aggregation = aggregation(function, resolved);
            if (aggregation.isEmpty()) {
                return Optional.empty();
            }
            String name = names.unique(function.getFunctionName());
            CrowdColumnHandle column = new CrowdColumnHandle(name, function.getOutputType(), new ColumnSource.Value(aggregations.size()));
            aggregations.add(aggregation.orElseThrow());
            derived.add(column);
            projections.add(new Variable(name, column.type()));
            assignments.add(new Assignment(name, column, column.type()));
        }
        List<KeyColumn> keys = groupBy.stream().map(column -> CrowdTableHandle.key(column).orElseThrow()).toList();
        return Optional.of(new AggregationApplicationResult<>(
                handle.withGrouping(new Grouping(keys, aggregations), derived),
                projections.build(),
                assignments.build(),
                ImmutableMap.of(),
                false));
    }

    private static Optional<Aggregation> aggregation(AggregateFunction function, Map<String, CrowdColumnHandle> columns)
    {
        if (function.getFilter().isPresent() || !function.getSortItems().isEmpty() || function.getArguments().size() > 1) {
            return Optional.empty();
        }
        if (function.getArguments().isEmpty()) {
            return function.getFunctionName().equals("count") ? Optional.of(new Aggregation.CountRows()) : Optional.empty();
        }
        if (!(function.getArguments().getFirst() instanceof Variable variable) || !columns.containsKey(variable.getName())) {
            return Optional.empty();
        }
        return switch (columns.get(variable.getName()).source()) {
            case ColumnSource.Key(KeyColumn key) -> function.getFunctionName().equals("count") && !function.isDistinct()
                    ? Optional.of(new Aggregation.CountKey(key))
                    : Optional.empty();
            case ColumnSource.Id(Member member) -> ofMember(function, member);
            case ColumnSource.Value _ -> Optional.empty();
            case ColumnSource.Row _ -> Optional.empty();
        };
    }

    private static Optional<Aggregation> ofMember(AggregateFunction function, Member member)
    {
        return switch (function.getFunctionName()) {
            case "count" -> Optional.of(function.isDistinct() ? new Aggregation.CountDistinct(member) : new Aggregation.CountMember(member));
            // Exact, which is as near as it gets.
            case "approx_distinct" -> Optional.of(new Aggregation.CountDistinct(member));
            case "min" -> function.getOutputType().equals(BIGINT) ? Optional.of(new Aggregation.Min(member)) : Optional.empty();
            case "max" -> function.getOutputType().equals(BIGINT) ? Optional.of(new Aggregation.Max(member)) : Optional.empty();
            case "bitmap_agg" -> function.getOutputType() instanceof BitmapType ? Optional.of(new Aggregation.Union(member)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<AggregationApplicationResult<ConnectorTableHandle>> distinct(ConnectorSession session, CrowdTableHandle handle, List<CrowdColumnHandle> keys,
            CrowdColumnHandle memberColumn)
    {
        Member member = CrowdTableHandle.member(memberColumn).orElseThrow();
        if (handle.relation().canBeAbsent(member)) {
            return Optional.empty();
        }
        List<CrowdColumnHandle> wanted = new ArrayList<>(keys);
        wanted.add(memberColumn);
        if (isUnique(session, handle, keys)) {
            return Optional.of(new AggregationApplicationResult<>(handle.withColumns(wanted), ImmutableList.of(), ImmutableList.of(), ImmutableMap.of(), false));
        }
        // The columns keep their names, so that the plan keeps them as they are and what lies above can be pushed at once.
        List<KeyColumn> keyColumns = new ArrayList<>();
        List<CrowdColumnHandle> derived = new ArrayList<>();
        for (CrowdColumnHandle column : keys) {
            derived.add(new CrowdColumnHandle(column.name(), column.type(), new ColumnSource.Key(new KeyColumn(0, keyColumns.size()))));
            keyColumns.add(CrowdTableHandle.key(column).orElseThrow());
        }
        derived.add(new CrowdColumnHandle(memberColumn.name(), memberColumn.type(), new ColumnSource.Id(Member.of(0))));
        CrowdTableHandle distinct = new CrowdTableHandle(
                handle.tables(),
                new Relation.Distinct(handle.relation(), keyColumns, member),
                Optional.empty(),
                derived,
                Optional.empty());
        return Optional.of(new AggregationApplicationResult<>(distinct, ImmutableList.of(), ImmutableList.of(), ImmutableMap.of(), false));
    }

    /// Whether no two rows have the same member and the same of these keys anyway.
    private boolean isUnique(ConnectorSession session, CrowdTableHandle handle, List<CrowdColumnHandle> keys)
    {
        if (!Relations.isOfTable(handle.relation())) {
            return false;
        }
        Set<KeyColumn> grouped = new HashSet<>();
        keys.forEach(column -> grouped.add(CrowdTableHandle.key(column).orElseThrow()));
        return grouped.size() == handle.relation().keyCount(0)
                || RelationKeys.of(session, tables, handle.tables()).combinations(handle.relation()) <= 1;
    }
}
