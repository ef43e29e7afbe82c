package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.algebra.JoinKind;
import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.algebra.KeyPredicate;
import dev.trinocrowd.algebra.Member;
import dev.trinocrowd.algebra.Relation;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorExpressionEvaluator;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.JoinApplicationResult;
import io.trino.spi.connector.JoinType;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Variable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.trino.spi.expression.StandardFunctions.EQUAL_OPERATOR_FUNCTION_NAME;
import static java.util.Objects.requireNonNull;

/// Makes one expression of two that are joined by their members.
final class JoinPushdown
{
    private final PinnedTables tables;

    JoinPushdown(PinnedTables tables)
    {
        this.tables = requireNonNull(tables, "tables is null");
    }

    Optional<JoinApplicationResult<ConnectorTableHandle>> apply(
            ConnectorSession session,
            JoinType type,
            CrowdTableHandle left,
            CrowdTableHandle right,
            ConnectorExpression condition,
            Map<String, ColumnHandle> leftColumns,
            Map<String, ColumnHandle> rightColumns)
    {
        if (!isOfRows(left, leftColumns) || !isOfRows(right, rightColumns) || left.bucketCount() != right.bucketCount()) {
            return Optional.empty();
        }
        // A right join is a left join from the other side.
        boolean isSwapped = type == JoinType.RIGHT_OUTER;
        Sides sides = isSwapped
                ? new Sides(right, right.resolve(rightColumns), left, left.resolve(leftColumns))
                : new Sides(left, left.resolve(leftColumns), right, right.resolve(rightColumns));
        JoinKind kind = switch (type) {
            case INNER -> JoinKind.INNER;
            case LEFT_OUTER, RIGHT_OUTER -> JoinKind.LEFT;
            case FULL_OUTER -> JoinKind.FULL;
        };
        Optional<Relation> joined = join(session, sides, kind, condition);
        if (joined.isEmpty()) {
            return Optional.empty();
        }
        List<TableReference> sources = ImmutableList.<TableReference>builder().addAll(sides.first.tables()).addAll(sides.second.tables()).build();
        if (RelationKeys.of(session, tables, sources).combinations(joined.orElseThrow()) > CrowdSessionProperties.maxKeyCombinations(session)) {
            return Optional.empty();
        }
        ImmutableMap.Builder<ColumnHandle, ColumnHandle> firstMapping = ImmutableMap.builder();
        ImmutableMap.Builder<ColumnHandle, ColumnHandle> secondMapping = ImmutableMap.builder();
        ImmutableList.Builder<CrowdColumnHandle> columns = ImmutableList.builder();
        for (CrowdColumnHandle column : sides.first.columns()) {
            firstMapping.put(column, column);
            columns.add(column);
        }
        ColumnNames names = new ColumnNames(sides.first.columns());
        for (CrowdColumnHandle column : sides.second.columns()) {
            CrowdColumnHandle shifted = new CrowdColumnHandle(names.unique(column.name()), column.type(), sides.shifted(column.source()));
            secondMapping.put(column, shifted);
            columns.add(shifted);
        }
        CrowdTableHandle handle = new CrowdTableHandle(sources, joined.orElseThrow(), Optional.empty(), columns.build(), Optional.empty());
        return Optional.of(isSwapped
                ? new JoinApplicationResult<>(handle, secondMapping.buildOrThrow(), firstMapping.buildOrThrow(), false)
                : new JoinApplicationResult<>(handle, firstMapping.buildOrThrow(), secondMapping.buildOrThrow(), false));
    }

    /// Whether rows can be told apart by nothing but keys and ids.
    private static boolean isOfRows(CrowdTableHandle handle, Map<String, ColumnHandle> columns)
    {
        return handle.grouping().isEmpty() && handle.bound().isEmpty() && handle.columns().containsAll(columns.values());
    }

    private record Sides(CrowdTableHandle first, Map<String, CrowdColumnHandle> firstColumns, CrowdTableHandle second, Map<String, CrowdColumnHandle> secondColumns)
    {
        private int shift()
        {
            return first.relation().leafCount();
        }

        private ColumnSource shifted(ColumnSource source)
        {
            return switch (source) {
                case ColumnSource.Key(KeyColumn key) -> new ColumnSource.Key(key.shifted(shift()));
                case ColumnSource.Id(Member member) -> new ColumnSource.Id(member.shifted(shift()));
                case ColumnSource.Value _ -> throw new IllegalArgumentException("a column that is not of rows: " + source);
                case ColumnSource.Row _ -> throw new IllegalArgumentException("a column that is not of rows: " + source);
            };
        }

        /// What the variables of a condition stand for in the joined rows.
        private Map<String, CrowdColumnHandle> joinedColumns()
        {
            ImmutableMap.Builder<String, CrowdColumnHandle> columns = ImmutableMap.builder();
            columns.putAll(firstColumns);
            secondColumns.forEach((name, column) -> columns.put(name, new CrowdColumnHandle(column.name(), column.type(), shifted(column.source()))));
            return columns.buildOrThrow();
        }

        /// The members that a condition says are equal, the first side's before the second's.
        private Optional<Members> members(ConnectorExpression condition)
        {
            if (!(condition instanceof Call call) || !call.getFunctionName().equals(EQUAL_OPERATOR_FUNCTION_NAME)) {
                return Optional.empty();
            }
            ConnectorExpression left = call.getArguments().getFirst();
            ConnectorExpression right = call.getArguments().getLast();
            return members(left, right).or(() -> members(right, left));
        }

        private Optional<Members> members(ConnectorExpression first, ConnectorExpression second)
        {
            return member(first, firstColumns).flatMap(one -> member(second, secondColumns).map(other -> new Members(one, other)));
        }

        private static Optional<Member> member(ConnectorExpression expression, Map<String, CrowdColumnHandle> columns)
        {
            return expression instanceof Variable variable ? Optional.ofNullable(columns.get(variable.getName())).flatMap(CrowdTableHandle::member) : Optional.empty();
        }
    }

    private record Members(Member first, Member second)
    {}

    private Optional<Relation> join(ConnectorSession session, Sides sides, JoinKind kind, ConnectorExpression condition)
    {
        Optional<Members> joined = Optional.empty();
        List<ConnectorExpression> others = new ArrayList<>();
        for (ConnectorExpression conjunct : KeyExpressions.conjuncts(condition)) {
            Optional<Members> members = sides.members(conjunct);
            if (joined.isEmpty() && members.isPresent()) {
                joined = members;
            }
            else {
                others.add(conjunct);
            }
        }
        // Of an outer join, another condition would decide what matches, not which rows there are.
        if (joined.isEmpty() || (kind != JoinKind.INNER && !others.isEmpty())) {
            return Optional.empty();
        }
        Relation second = Relations.shifted(sides.second.relation(), sides.first.tables().size());
        Relation relation = new Relation.Join(kind, sides.first.relation(), joined.orElseThrow().first, second, joined.orElseThrow().second);
        if (others.isEmpty()) {
            return Optional.of(relation);
        }
        List<TableReference> sources = ImmutableList.<TableReference>builder().addAll(sides.first.tables()).addAll(sides.second.tables()).build();
        RelationKeys keys = RelationKeys.of(session, tables, sources);
        KeyExpressions expressions = new KeyExpressions(session, ConnectorExpressionEvaluator.NO_OP, keys, relation, sides.joinedColumns());
        for (ConnectorExpression other : others) {
            Optional<KeyPredicate> predicate = expressions.predicate(other);
            if (predicate.isEmpty()) {
                return Optional.empty();
            }
            relation = Selections.select(relation, predicate.orElseThrow());
        }
        return Optional.of(relation);
    }
}
