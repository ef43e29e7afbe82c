package dev.trinocrowd.algebra;

import dev.trinocrowd.algebra.Relation.Distinct;
import dev.trinocrowd.algebra.Relation.Join;
import dev.trinocrowd.algebra.Relation.Scan;
import dev.trinocrowd.algebra.Relation.SelectKeys;
import dev.trinocrowd.algebra.Relation.SelectMember;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/// Prints expressions as people write sets: `count(crowds[vip] ∩ tags[city, paris] \ opted_out)`.
///
/// An inner join is ∩, a left join ⟕, a full join ∪; `\` is the rows of a left join that match nothing, and ∪(…) takes keys together.
public final class RelationPrinter
{
    /// Longer lists end in an ellipsis.
    private static final int MOST_VALUES = 5;
    private static final int MOST_CHARACTERS = 40;

    private final KeyFormat format;

    private RelationPrinter(KeyFormat format)
    {
        this.format = requireNonNull(format, "format is null");
    }

    static String print(Relation relation)
    {
        return print(relation, KeyFormat.PLAIN);
    }

    static String print(Aggregate aggregate)
    {
        return print(aggregate, KeyFormat.PLAIN);
    }

    public static String print(Relation relation, KeyFormat format)
    {
        return new RelationPrinter(format).text(relation).text();
    }

    public static String print(Aggregate aggregate, KeyFormat format)
    {
        return new RelationPrinter(format).text(aggregate);
    }

    /// @param operator the last operator that is not in parentheses, or empty
    private record Text(String text, String operator)
    {
        private static Text closed(String text)
        {
            return new Text(text, "");
        }

        private String left(String operator)
        {
            boolean isClear = this.operator.isEmpty() || this.operator.equals(operator) || (isProduct(this.operator) && isProduct(operator));
            return isClear ? text : "(" + text + ")";
        }

        private String right(String operator)
        {
            boolean isClear = this.operator.isEmpty() || (this.operator.equals(operator) && !operator.equals("\\") && !operator.equals("⟕"));
            return isClear ? text : "(" + text + ")";
        }

        private static boolean isProduct(String operator)
        {
            return operator.equals("∩") || operator.equals("\\");
        }
    }

    private String text(Aggregate aggregate)
    {
        String functions = aggregate.aggregations().isEmpty()
                ? "keys"
                : aggregate.aggregations().stream().map(RelationPrinter::name).distinct().collect(joining(", "));
        String groups = aggregate.groupBy().isEmpty() ? "" : " by " + list(aggregate.groupBy(), column -> name(aggregate.input(), column));
        return functions + "(" + text(aggregate.input()).text() + ")" + groups;
    }

    private static String name(Aggregation aggregation)
    {
        return switch (aggregation) {
            case Aggregation.CountRows _ -> "count";
            case Aggregation.CountKey _ -> "count";
            case Aggregation.CountMember _ -> "count";
            case Aggregation.CountDistinct _ -> "count distinct";
            case Aggregation.Min _ -> "min";
            case Aggregation.Max _ -> "max";
            case Aggregation.Union _ -> "set";
        };
    }

    private Text text(Relation relation)
    {
        return switch (relation) {
            case Scan scan -> Text.closed(scan.name());
            case SelectKeys select when select.input() instanceof Scan scan ->
                Text.closed(scan.name() + "[" + values(scan, select.predicate()).orElseGet(() -> text(scan, select.predicate())) + "]");
            case SelectKeys select when select.input() instanceof Join join && isAntiJoin(join, select.predicate()) -> join("\\", join);
            case SelectKeys select -> Text.closed("σ[" + text(select.input(), select.predicate()) + "](" + text(select.input()).text() + ")");
            case SelectMember select -> Text.closed("σ[" + list(select.ranges(), RelationPrinter::text) + "](" + text(select.input()).text() + ")");
            case Join join -> join(operator(join.kind()), join);
            case Distinct distinct when distinct.input() instanceof Scan scan && distinct.keys().size() == scan.keys().size() -> text(scan);
            case Distinct distinct -> Text.closed(text(distinct));
        };
    }

    private String text(Distinct distinct)
    {
        String keys = distinct.keys().isEmpty() ? "" : "[" + list(distinct.keys(), column -> name(distinct.input(), column)) + "]";
        return "∪" + keys + "(" + text(distinct.input()).text() + ")";
    }

    private Text join(String operator, Join join)
    {
        return new Text(text(join.left()).left(operator) + " " + operator + " " + text(join.right()).right(operator), operator);
    }

    private static String operator(JoinKind kind)
    {
        return switch (kind) {
            case INNER -> "∩";
            case LEFT -> "⟕";
            case FULL -> "∪";
        };
    }

    private static boolean isAntiJoin(Join join, KeyPredicate predicate)
    {
        return join.kind() == JoinKind.LEFT && predicate.equals(KeyPredicate.isNull(join.rightMember().shifted(join.left().leafCount())));
    }

    /// The bare values, if the predicate only lists values of the first key columns.
    private Optional<String> values(Scan scan, KeyPredicate predicate)
    {
        List<KeyPredicate> terms = predicate instanceof KeyPredicate.And and ? and.terms() : List.of(predicate);
        String[] values = new String[terms.size()];
        for (KeyPredicate term : terms) {
            if (!(term instanceof KeyPredicate.In in)
                    || in.nullAllowed()
                    || in.ranges().isEmpty()
                    || in.column().column() >= values.length
                    || values[in.column().column()] != null
                    || !in.ranges().stream().allMatch(KeyRange::isPoint)) {
                return Optional.empty();
            }
            String list = list(in.ranges(), range -> text(scan, in.column(), range.low()));
            values[in.column().column()] = (in.ranges().size() > 1 && values.length > 1) ? "{" + list + "}" : list;
        }
        return values.length == 0 ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    private String text(Relation input, KeyPredicate predicate)
    {
        return switch (predicate) {
            case KeyPredicate.In in -> text(input, in);
            case KeyPredicate.TupleIn in -> text(input, in);
            case KeyPredicate.Presence presence -> name(input, presence.leaf()) + (presence.present() ? " IS NOT NULL" : " IS NULL");
            case KeyPredicate.Compare compare -> name(input, compare.left()) + " " + compare.comparison() + " " + name(input, compare.right());
            case KeyPredicate.And and -> and.terms().isEmpty() ? "TRUE" : terms(input, and.terms(), " AND ");
            case KeyPredicate.Or or -> or.terms().isEmpty() ? "FALSE" : terms(input, or.terms(), " OR ");
        };
    }

    private String text(Relation input, KeyPredicate.TupleIn in)
    {
        String keys = list(in.tuples().stream().sorted().limit(MOST_VALUES + 1).toList(), tuple -> tuple(input, in.leaf(), tuple));
        return name(input, in.leaf()) + " IN (" + keys + ")" + (in.absentAllowed() ? " OR NULL" : "");
    }

    private String terms(Relation input, List<KeyPredicate> terms, String operator)
    {
        List<String> texts = new ArrayList<>();
        for (KeyPredicate term : terms) {
            boolean isCompound = term instanceof KeyPredicate.And || term instanceof KeyPredicate.Or || (term instanceof KeyPredicate.In in && in.nullAllowed());
            texts.add((isCompound && terms.size() > 1) ? "(" + text(input, term) + ")" : text(input, term));
        }
        return String.join(operator, texts);
    }

    private String text(Relation input, KeyPredicate.In in)
    {
        String name = name(input, in.column());
        List<String> texts = new ArrayList<>();
        List<KeyRange> points = in.ranges().stream().filter(KeyRange::isPoint).toList();
        if (points.size() == 1) {
            texts.add(name + " = " + text(input, in.column(), points.getFirst().low()));
        }
        else if (!points.isEmpty()) {
            texts.add(name + " IN (" + list(points, range -> text(input, in.column(), range.low())) + ")");
        }
        in.ranges().stream()
                .filter(range -> !range.isPoint())
                .limit(MOST_VALUES)
                .map(range -> text(input, in.column(), name, range))
                .forEach(texts::add);
        if (in.ranges().size() - points.size() > MOST_VALUES) {
            texts.add("…");
        }
        if (in.nullAllowed()) {
            texts.add(name + " IS NULL");
        }
        return texts.isEmpty() ? "FALSE" : String.join(" OR ", texts);
    }

    private String text(Relation input, KeyColumn column, String name, KeyRange range)
    {
        if (range.low().isNull()) {
            return range.high().isNull() ? name + " IS NOT NULL" : name + (range.highInclusive() ? " <= " : " < ") + text(input, column, range.high());
        }
        String low = text(input, column, range.low());
        if (range.high().isNull()) {
            return name + (range.lowInclusive() ? " >= " : " > ") + low;
        }
        return low + (range.lowInclusive() ? " <= " : " < ") + name + (range.highInclusive() ? " <= " : " < ") + text(input, column, range.high());
    }

    private static String text(IdRange range)
    {
        return range.first() == range.last() ? Long.toString(range.first()) : range.first() + "–" + range.last();
    }

    private String tuple(Relation input, int leaf, KeyTuple tuple)
    {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < tuple.values().size(); i++) {
            values.add(text(input, new KeyColumn(leaf, i), tuple.value(i)));
        }
        return values.size() == 1 ? values.getFirst() : "(" + String.join(", ", values) + ")";
    }

    private String text(Relation relation, KeyColumn column, KeyValue value)
    {
        if (value.isNull()) {
            return "NULL";
        }
        Origin origin = origin(relation, column);
        String text = format.format(origin.scan(), origin.column(), value);
        return text.codePointCount(0, text.length()) <= MOST_CHARACTERS ? text : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS - 1)) + "…";
    }

    private static String name(Relation relation, KeyColumn column)
    {
        Origin origin = origin(relation, column);
        String name = origin.scan().keys().get(origin.column());
        return relation.leafCount() == 1 ? name : origin.scan().name() + "." + name;
    }

    /// A leaf is named by its first scan.
    private static String name(Relation relation, int leaf)
    {
        return switch (relation) {
            case Scan scan -> scan.name();
            case SelectKeys select -> name(select.input(), leaf);
            case SelectMember select -> name(select.input(), leaf);
            case Join join -> leaf < join.left().leafCount() ? name(join.left(), leaf) : name(join.right(), leaf - join.left().leafCount());
            case Distinct distinct -> name(distinct.input(), distinct.member().leaves().iterator().next());
        };
    }

    /// The column of a scan that a key column is.
    private record Origin(Scan scan, int column)
    {}

    private static Origin origin(Relation relation, KeyColumn column)
    {
        return switch (relation) {
            case Scan scan -> new Origin(scan, column.column());
            case SelectKeys select -> origin(select.input(), column);
            case SelectMember select -> origin(select.input(), column);
            case Join join -> column.leaf() < join.left().leafCount() ? origin(join.left(), column) : origin(join.right(), column.shifted(-join.left().leafCount()));
            case Distinct distinct -> origin(distinct.input(), distinct.keys().get(column.column()));
        };
    }

    private static <T> String list(Collection<T> values, Function<T, String> text)
    {
        String list = values.stream().limit(MOST_VALUES).map(text).collect(joining(", "));
        return values.size() > MOST_VALUES ? list + ", …" : list;
    }
}
