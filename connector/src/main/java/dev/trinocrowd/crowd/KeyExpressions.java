package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.algebra.Comparison;
import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.algebra.KeyPredicate;
import dev.trinocrowd.algebra.KeyRange;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.KeyValue;
import dev.trinocrowd.algebra.Member;
import dev.trinocrowd.algebra.Relation;
import io.trino.spi.connector.ConnectorExpressionEvaluator;
import io.trino.spi.connector.ConnectorExpressionEvaluator.EvaluationResult;
import io.trino.spi.connector.ConnectorExpressionEvaluator.Prepared;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.FunctionName;
import io.trino.spi.expression.StandardFunctions;
import io.trino.spi.expression.Variable;
import io.trino.spi.predicate.NullableValue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.trino.spi.expression.StandardFunctions.AND_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.EQUAL_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.IS_NULL_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.NOT_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.OR_FUNCTION_NAME;
import static java.util.Objects.requireNonNull;

/// Turns conditions of SQL into predicates on keys.
///
/// A condition on the key columns of one table, whatever it is, is tried on each of the table's keys with the engine's own evaluator.
final class KeyExpressions
{
    private static final Map<FunctionName, Comparison> COMPARISONS = ImmutableMap.<FunctionName, Comparison>builder()
            .put(StandardFunctions.EQUAL_OPERATOR_FUNCTION_NAME, Comparison.EQUAL)
            .put(StandardFunctions.NOT_EQUAL_OPERATOR_FUNCTION_NAME, Comparison.NOT_EQUAL)
            .put(StandardFunctions.LESS_THAN_OPERATOR_FUNCTION_NAME, Comparison.LESS_THAN)
            .put(StandardFunctions.LESS_THAN_OR_EQUAL_OPERATOR_FUNCTION_NAME, Comparison.LESS_THAN_OR_EQUAL)
            .put(StandardFunctions.GREATER_THAN_OPERATOR_FUNCTION_NAME, Comparison.GREATER_THAN)
            .put(StandardFunctions.GREATER_THAN_OR_EQUAL_OPERATOR_FUNCTION_NAME, Comparison.GREATER_THAN_OR_EQUAL)
            .put(StandardFunctions.IDENTICAL_OPERATOR_FUNCTION_NAME, Comparison.IDENTICAL)
            .buildOrThrow();

    private final ConnectorSession session;
    private final ConnectorExpressionEvaluator evaluator;
    private final RelationKeys keys;
    private final Relation relation;
    private final Map<String, CrowdColumnHandle> columns;

    /// @param columns what the variables of conditions stand for
    KeyExpressions(ConnectorSession session, ConnectorExpressionEvaluator evaluator, RelationKeys keys, Relation relation, Map<String, CrowdColumnHandle> columns)
    {
        this.session = requireNonNull(session, "session is null");
        this.evaluator = requireNonNull(evaluator, "evaluator is null");
        this.keys = requireNonNull(keys, "keys is null");
        this.relation = requireNonNull(relation, "relation is null");
        this.columns = ImmutableMap.copyOf(columns);
    }

    /// What a condition demands, one by one.
    static List<ConnectorExpression> conjuncts(ConnectorExpression condition)
    {
        return condition instanceof Call call && call.getFunctionName().equals(AND_FUNCTION_NAME)
                ? call.getArguments().stream().flatMap(argument -> conjuncts(argument).stream()).collect(toImmutableList())
                : ImmutableList.of(condition);
    }

    /// The predicate that is true where the condition is; empty if there is none, or none that can be found with reasonable effort.
    Optional<KeyPredicate> predicate(ConnectorExpression condition)
    {
        return comparison(condition).or(() -> evaluated(condition)).or(() -> compound(condition));
    }

    private Optional<KeyPredicate> comparison(ConnectorExpression condition)
    {
        if (!(condition instanceof Call call)) {
            return Optional.empty();
        }
        FunctionName name = call.getFunctionName();
        List<ConnectorExpression> arguments = call.getArguments();
        if (name.equals(IS_NULL_FUNCTION_NAME)) {
            return member(arguments.getFirst()).map(KeyPredicate::isNull);
        }
        if (name.equals(NOT_FUNCTION_NAME) && arguments.getFirst() instanceof Call negated && negated.getFunctionName().equals(IS_NULL_FUNCTION_NAME)) {
            return member(negated.getArguments().getFirst()).map(KeyPredicate::isNotNull);
        }
        if (!COMPARISONS.containsKey(name)) {
            return Optional.empty();
        }
        Optional<Member> leftMember = member(arguments.getFirst());
        Optional<Member> rightMember = member(arguments.getLast());
        if (name.equals(EQUAL_OPERATOR_FUNCTION_NAME) && leftMember.isPresent() && rightMember.isPresent()) {
            // The leaves that a row has all have the same id.
            return Optional.of(KeyPredicate.and(ImmutableList.of(KeyPredicate.isNotNull(leftMember.orElseThrow()), KeyPredicate.isNotNull(rightMember.orElseThrow()))));
        }
        Optional<KeyColumn> left = key(arguments.getFirst());
        Optional<KeyColumn> right = key(arguments.getLast());
        if (left.isPresent() && right.isPresent() && arguments.getFirst().getType().equals(arguments.getLast().getType())) {
            return Optional.of(new KeyPredicate.Compare(left.orElseThrow(), COMPARISONS.get(name), right.orElseThrow()));
        }
        return Optional.empty();
    }

    private Optional<KeyPredicate> compound(ConnectorExpression condition)
    {
        if (!(condition instanceof Call call) || (!call.getFunctionName().equals(AND_FUNCTION_NAME) && !call.getFunctionName().equals(OR_FUNCTION_NAME))) {
            return Optional.empty();
        }
        List<KeyPredicate> terms = new ArrayList<>();
        for (ConnectorExpression argument : call.getArguments()) {
            Optional<KeyPredicate> term = predicate(argument);
            if (term.isEmpty()) {
                return Optional.empty();
            }
            terms.add(term.orElseThrow());
        }
        return Optional.of(call.getFunctionName().equals(AND_FUNCTION_NAME) ? KeyPredicate.and(terms) : KeyPredicate.or(terms));
    }

    private Optional<Member> member(ConnectorExpression expression)
    {
        return column(expression).flatMap(CrowdTableHandle::member);
    }

    private Optional<KeyColumn> key(ConnectorExpression expression)
    {
        return column(expression).flatMap(CrowdTableHandle::key);
    }

    private Optional<CrowdColumnHandle> column(ConnectorExpression expression)
    {
        return expression instanceof Variable variable ? Optional.ofNullable(columns.get(variable.getName())) : Optional.empty();
    }

    private Optional<KeyPredicate> evaluated(ConnectorExpression condition)
    {
        Prepared prepared = evaluator.prepare(session, condition);
        Map<String, CrowdColumnHandle> arguments = new HashMap<>();
        Set<Integer> leaves = new HashSet<>();
        for (String name : prepared.getArguments()) {
            CrowdColumnHandle column = columns.get(name);
            Optional<KeyColumn> key = Optional.ofNullable(column).flatMap(CrowdTableHandle::key);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            arguments.put(name, column);
            leaves.add(key.orElseThrow().leaf());
        }
        if (leaves.size() != 1) {
            return Optional.empty();
        }
        return evaluated(prepared, arguments, leaves.iterator().next());
    }

    private Optional<KeyPredicate> evaluated(Prepared prepared, Map<String, CrowdColumnHandle> arguments, int leaf)
    {
        long limit = CrowdSessionProperties.maxEvaluatedKeys(session);
        Optional<Collection<KeyTuple>> tuples = keys.ofLeaf(relation, leaf, limit);
        if (tuples.isEmpty()) {
            return Optional.empty();
        }
        // Keys often differ in columns that the condition does not look at.
        List<Map.Entry<String, CrowdColumnHandle>> looked = ImmutableList.copyOf(arguments.entrySet());
        Map<List<KeyValue>, Boolean> answers = new HashMap<>();
        List<KeyTuple> selected = new ArrayList<>();
        for (KeyTuple tuple : tuples.orElseThrow()) {
            List<KeyValue> values = looked.stream().map(entry -> tuple.value(position(entry.getValue()))).collect(toImmutableList());
            Boolean answer = answers.get(values);
            if (answer == null) {
                Optional<Boolean> evaluated = answers.size() < limit ? evaluate(prepared, looked, values) : Optional.empty();
                if (evaluated.isEmpty()) {
                    return Optional.empty();
                }
                answer = evaluated.orElseThrow();
                answers.put(values, answer);
            }
            if (answer) {
                selected.add(tuple);
            }
        }
        // Where the leaf is absent, its keys are NULL.
        Optional<Boolean> isNullAllowed = evaluate(prepared, looked, Collections.nCopies(looked.size(), KeyValue.NULL));
        if (isNullAllowed.isEmpty()) {
            return Optional.empty();
        }
        if (looked.size() == 1) {
            List<KeyRange> points = answers.entrySet().stream()
                    .filter(entry -> entry.getValue() && !entry.getKey().getFirst().isNull())
                    .map(entry -> entry.getKey().getFirst())
                    .sorted()
                    .map(KeyRange::point)
                    .collect(toImmutableList());
            return Optional.of(new KeyPredicate.In(new KeyColumn(leaf, position(looked.getFirst().getValue())), isNullAllowed.orElseThrow(), points));
        }
        return selected.size() <= limit ? Optional.of(new KeyPredicate.TupleIn(leaf, isNullAllowed.orElseThrow(), new HashSet<>(selected))) : Optional.empty();
    }

    private static int position(CrowdColumnHandle column)
    {
        return CrowdTableHandle.key(column).orElseThrow().column();
    }

    /// @return empty if the engine has to find out, since it may fail
    private static Optional<Boolean> evaluate(Prepared prepared, List<Map.Entry<String, CrowdColumnHandle>> arguments, List<KeyValue> values)
    {
        Map<String, NullableValue> bindings = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            CrowdColumnHandle column = arguments.get(i).getValue();
            bindings.put(arguments.get(i).getKey(), new NullableValue(column.type(), KeyValues.toNative(column.type(), values.get(i))));
        }
        return switch (prepared.tryEvaluate(bindings)) {
            case EvaluationResult.Value(Object value) -> Optional.of(Boolean.TRUE.equals(value));
            case EvaluationResult.NoResult _ -> Optional.empty();
        };
    }
}
