package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.JoinKind;
import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.algebra.KeyPredicate;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.algebra.KeyValue;
import dev.trinocrowd.algebra.Member;
import dev.trinocrowd.algebra.Relation;
import dev.trinocrowd.options.NearNames;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SchemaTableName;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.StandardErrorCode.TABLE_NOT_FOUND;
import static io.trino.spi.type.BigintType.BIGINT;
import static java.util.Objects.requireNonNull;

/// Makes a relation of an expression: a row for each user.
///
/// Crowds are the values of key `crowd` in table `crowds`, tags those of (`tag`, `value`) in `tags`.
final class UsersPlan
{
    private static final String CROWDS = "crowds";
    private static final String CROWD = "crowd";
    private static final String TAGS = "tags";
    private static final String TAG = "tag";
    private static final String VALUE = "value";

    private final ConnectorSession session;
    private final PinnedTables pinned;
    private final String schema;
    private final ConnectorAccessControl accessControl;
    private final Map<String, TableReference> found = new HashMap<>();
    private final Map<String, Set<KeyTuple>> keys = new HashMap<>();
    private final List<TableReference> sources = new ArrayList<>();

    /// A relation in which no user is twice, and which of its members is the user.
    private record Users(Relation relation, Member member)
    {}

    UsersPlan(ConnectorSession session, PinnedTables pinned, String schema, ConnectorAccessControl accessControl)
    {
        this.session = requireNonNull(session, "session is null");
        this.pinned = requireNonNull(pinned, "pinned is null");
        this.schema = requireNonNull(schema, "schema is null");
        this.accessControl = requireNonNull(accessControl, "accessControl is null");
    }

    CrowdTableHandle plan(SetExpression expression)
    {
        Users users = users(expression);
        CrowdColumnHandle column = new CrowdColumnHandle(sources.getFirst().entry().member(), BIGINT, new ColumnSource.Id(users.member));
        if (sources.stream().mapToInt(table -> table.entry().buckets()).distinct().count() > 1) {
            throw new TrinoException(NOT_SUPPORTED, "The tables %s and %s of schema '%s' must have the same number of buckets".formatted(CROWDS, TAGS, schema));
        }
        return new CrowdTableHandle(sources, users.relation, Optional.empty(), ImmutableList.of(column), Optional.empty());
    }

    private Users users(SetExpression expression)
    {
        return switch (expression) {
            case SetExpression.Name name -> users(name);
            case SetExpression.Both(SetExpression left, SetExpression right) -> both(users(left), users(right));
            case SetExpression.Either(SetExpression left, SetExpression right) -> either(users(left), users(right));
            case SetExpression.Without(SetExpression left, SetExpression right) -> without(users(left), users(right));
        };
    }

    private static Users both(Users left, Users right)
    {
        return new Users(join(JoinKind.INNER, left, right), left.member);
    }

    private static Users either(Users left, Users right)
    {
        return new Users(join(JoinKind.FULL, left, right), left.member.or(right.member.shifted(left.relation.leafCount())));
    }

    private static Users without(Users left, Users right)
    {
        Member absent = right.member.shifted(left.relation.leafCount());
        return new Users(new Relation.SelectKeys(join(JoinKind.LEFT, left, right), KeyPredicate.isNull(absent)), left.member);
    }

    private static Relation join(JoinKind kind, Users left, Users right)
    {
        return new Relation.Join(kind, left.relation, left.member, right.relation, right.member);
    }

    private Users users(SetExpression.Name name)
    {
        String tableName = name.tag().isPresent() ? TAGS : CROWDS;
        List<String> columns = name.tag().isPresent() ? ImmutableList.of(TAG, VALUE) : ImmutableList.of(CROWD);
        List<String> values = name.tag().<List<String>>map(tag -> ImmutableList.of(tag, name.value())).orElseGet(() -> ImmutableList.of(name.value()));
        TableReference table = table(tableName);
        List<Integer> positions = columns.stream().map(column -> position(table, column)).toList();
        checkExists(table, positions, name, values);
        List<KeyPredicate> terms = new ArrayList<>();
        for (int i = 0; i < positions.size(); i++) {
            terms.add(KeyPredicate.in(new KeyColumn(0, positions.get(i)), KeyValue.of(values.get(i))));
        }
        int source = source(table);
        List<String> names = table.entry().keys().stream().map(dev.trinocrowd.catalog.KeyColumn::name).toList();
        Relation selected = new Relation.SelectKeys(new Relation.Scan(source, tableName, names), KeyPredicate.and(terms));
        // Other keys may tell rows of the same user apart.
        boolean isUnique = positions.size() == table.entry().keys().size();
        return new Users(isUnique ? selected : new Relation.Distinct(selected, ImmutableList.of(), Member.of(0)), Member.of(0));
    }

    private int source(TableReference table)
    {
        sources.add(table);
        return sources.size() - 1;
    }

    private TableReference table(String name)
    {
        return found.computeIfAbsent(name, _ -> {
            SchemaTableName qualified = new SchemaTableName(schema, name);
            TableReference table = pinned.latest(session, qualified).orElseThrow(() -> new TrinoException(TABLE_NOT_FOUND,
                    "users() looks crowds up in table '%s.%s' and tags in '%s.%s': '%s' does not exist".formatted(schema, CROWDS, schema, TAGS, qualified)));
            TableRights.checkSelect(accessControl, table);
            return table;
        });
    }

    private static int position(TableReference table, String column)
    {
        for (int i = 0; i < table.entry().keys().size(); i++) {
            dev.trinocrowd.catalog.KeyColumn key = table.entry().keys().get(i);
            if (key.name().equals(column) && key.type().kind() == dev.trinocrowd.catalog.KeyType.Kind.VARCHAR) {
                return i;
            }
        }
        throw new TrinoException(INVALID_FUNCTION_ARGUMENT, "Table '%s' has no key column '%s' of type varchar, where users() looks names up".formatted(table.name(), column));
    }

    /// An empty crowd is stored nowhere, so that a name without users is one that nobody has given, or nobody has any more.
    private void checkExists(TableReference table, List<Integer> positions, SetExpression.Name name, List<String> values)
    {
        Set<KeyTuple> known = keys.computeIfAbsent(table.name().getTableName(), _ -> {
            Set<KeyTuple> tuples = new HashSet<>();
            for (TableKeys.Counted counted : pinned.keys(session, table).keys()) {
                tuples.add(new KeyTuple(positions.stream().map(counted.key()::value).toList()));
            }
            return tuples;
        });
        if (!known.contains(new KeyTuple(values.stream().map(KeyValue::of).toList()))) {
            throw new TrinoException(INVALID_FUNCTION_ARGUMENT, "There is no %s '%s' in table '%s'%s".formatted(
                    name.tag().isPresent() ? "tag" : "crowd",
                    name,
                    table.name(),
                    NearNames.suggestion(name.toString(), known.stream().map(UsersPlan::text).toList())));
        }
    }

    private static String text(KeyTuple key)
    {
        return String.join(":", key.values().stream().map(KeyValue::toString).toList());
    }
}
