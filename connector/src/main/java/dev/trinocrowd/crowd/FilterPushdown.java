package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.algebra.KeyPredicate;
import dev.trinocrowd.algebra.Member;
import dev.trinocrowd.algebra.Relation;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorExpressionEvaluator;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.trino.spi.expression.StandardFunctions.AND_FUNCTION_NAME;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static java.util.Objects.requireNonNull;

/// Makes conditions on keys and members part of the expression.
final class FilterPushdown
{
    private final PinnedTables tables;
    private final ConnectorExpressionEvaluator evaluator;

    FilterPushdown(PinnedTables tables, ConnectorExpressionEvaluator evaluator)
    {
        this.tables = requireNonNull(tables, "tables is null");
        this.evaluator = requireNonNull(evaluator, "evaluator is null");
    }

    Optional<ConstraintApplicationResult<ConnectorTableHandle>> apply(ConnectorSession session, CrowdTableHandle handle, Constraint constraint)
    {
        // A condition on groups, or on the rows that a limit leaves, is not one on rows.
        if (handle.grouping().isPresent() || handle.bound().isPresent() || constraint.getSummary().isNone()) {
            return Optional.empty();
        }
        Relation relation = handle.relation();
        ImmutableMap.Builder<ColumnHandle, Domain> remaining = ImmutableMap.builder();
        for (Map.Entry<ColumnHandle, Domain> entry : constraint.getSummary().getDomains().orElseThrow().entrySet()) {
            Optional<CrowdColumnHandle> column = handle.find(entry.getKey());
            Optional<Relation> selected = column.isPresent() ? select(relation, column.orElseThrow(), entry.getValue()) : Optional.empty();
            if (selected.isEmpty()) {
                remaining.put(entry);
            }
            relation = selected.orElse(relation);
        }
        List<ConnectorExpression> conjuncts = KeyExpressions.conjuncts(constraint.getExpression());
        List<ConnectorExpression> kept = new ArrayList<>();
        boolean isAnyAbsorbed = false;
        for (ConnectorExpression conjunct : conjuncts) {
            if (conjunct.equals(Constant.TRUE)) {
                continue;
            }
            RelationKeys keys = RelationKeys.of(session, tables, handle.tables());
            Optional<KeyPredicate> predicate = new KeyExpressions(session, evaluator, keys, relation, handle.resolve(constraint.getAssignments())).predicate(conjunct);
            if (predicate.isPresent()) {
                relation = select(relation, handle.columns(), predicate.orElseThrow());
                isAnyAbsorbed = true;
            }
            else {
                kept.add(conjunct);
            }
        }
        if (!isAnyAbsorbed && relation.equals(handle.relation())) {
            return Optional.empty();
        }
        // What is kept as it was need not be translated back.
        ConnectorExpression expression = isAnyAbsorbed ? and(kept) : constraint.getExpression();
        return Optional.of(new ConstraintApplicationResult<>(
                handle.withRelation(relation),
                TupleDomain.withColumnDomains(remaining.buildOrThrow()),
                expression,
                false));
    }

    private static Optional<Relation> select(Relation relation, CrowdColumnHandle column, Domain domain)
    {
        return switch (column.source()) {
            case ColumnSource.Key(KeyColumn key) -> Optional.of(select(relation, key, column.type(), domain));
            case ColumnSource.Id(Member member) -> MemberDomains.select(relation, member, domain);
            case ColumnSource.Value _ -> Optional.empty();
            case ColumnSource.Row _ -> Optional.empty();
        };
    }

    private static Relation select(Relation relation, KeyColumn key, Type type, Domain domain)
    {
        Domain guaranteed = KeyDomains.guaranteed(relation, key, type);
        return domain.contains(guaranteed) ? relation : KeyDomains.select(relation, key, domain.intersect(guaranteed));
    }

    private static Relation select(Relation relation, List<CrowdColumnHandle> columns, KeyPredicate predicate)
    {
        Relation selected = relation;
        for (KeyPredicate term : Selections.terms(predicate)) {
            selected = term instanceof KeyPredicate.In in
                    ? select(selected, in.column(), type(columns, in.column()), KeyDomains.domain(type(columns, in.column()), in))
                    : Selections.select(selected, term);
        }
        return selected;
    }

    private static Type type(List<CrowdColumnHandle> columns, KeyColumn key)
    {
        return columns.stream().filter(column -> CrowdTableHandle.key(column).equals(Optional.of(key))).findFirst().orElseThrow().type();
    }

    private static ConnectorExpression and(List<ConnectorExpression> conjuncts)
    {
        return switch (conjuncts.size()) {
            case 0 -> Constant.TRUE;
            case 1 -> conjuncts.getFirst();
            default -> new Call(BOOLEAN, AND_FUNCTION_NAME, conjuncts);
        };
    }
}
