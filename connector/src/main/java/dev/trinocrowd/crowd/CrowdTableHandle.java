package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.algebra.Aggregate;
import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.algebra.KeyFormat;
import dev.trinocrowd.algebra.Member;
import dev.trinocrowd.algebra.Relation;
import dev.trinocrowd.algebra.RelationPrinter;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static java.util.Objects.requireNonNull;

/// A table, or what filters, joins and aggregations have made of some.
///
/// The tables all have the same number of buckets, so that an id is in the same bucket of each and buckets can be worked on one by one.
///
/// @param tables what the scans of the relation refer to by their source
/// @param grouping if present, the rows are those of an aggregate over the relation
/// @param columns in order; a derived handle has those that its expression gives, and each has its own name
/// @param bound if present, no more rows than these are wanted
public record CrowdTableHandle(
        List<TableReference> tables,
        Relation relation,
        Optional<Grouping> grouping,
        List<CrowdColumnHandle> columns,
        Optional<RowBound> bound)
        implements ConnectorTableHandle
{
    public CrowdTableHandle
    {
        tables = ImmutableList.copyOf(tables);
        requireNonNull(relation, "relation is null");
        requireNonNull(grouping, "grouping is null");
        columns = ImmutableList.copyOf(columns);
        requireNonNull(bound, "bound is null");
        checkArgument(!tables.isEmpty(), "a handle must have a table");
        long bucketCounts = tables.stream().mapToInt(table -> table.entry().buckets()).distinct().count();
        checkArgument(bucketCounts == 1, "the tables of a handle must have the same number of buckets, found %s", tables);
    }

    /// All rows of a table.
    public static CrowdTableHandle of(TableReference table)
    {
        List<String> keys = table.entry().keys().stream().map(dev.trinocrowd.catalog.KeyColumn::name).collect(toImmutableList());
        return new CrowdTableHandle(
                ImmutableList.of(table),
                new Relation.Scan(0, table.name().getTableName(), keys),
                Optional.empty(),
                TableColumns.handles(table.entry()),
                Optional.empty());
    }

    /// How many buckets each of the tables has.
    public int bucketCount()
    {
        return tables.getFirst().entry().buckets();
    }

    public Optional<Aggregate> aggregate()
    {
        return grouping.map(by -> new Aggregate(relation, by.groupBy(), by.aggregations()));
    }

    /// The table, if this is a whole one without a filter or anything else.
    public Optional<TableReference> plainTable()
    {
        return relation instanceof Relation.Scan scan && grouping.isEmpty() && bound.isEmpty() ? Optional.of(tables.get(scan.source())) : Optional.empty();
    }

    /// The table that this is some rows of, each with all of its columns: none if there is a join, a DISTINCT, an aggregation or a limit.
    public Optional<TableReference> singleTable()
    {
        if (grouping.isPresent() || bound.isPresent()) {
            return Optional.empty();
        }
        Relation input = relation;
        while (true) {
            switch (input) {
                case Relation.Scan scan -> {
                    return Optional.of(tables.get(scan.source()));
                }
                case Relation.SelectKeys select -> input = select.input();
                case Relation.SelectMember select -> input = select.input();
                case Relation.Join _ -> {
                    return Optional.empty();
                }
                case Relation.Distinct _ -> {
                    return Optional.empty();
                }
            }
        }
    }

    /// The table that a statement is about, which must be as it is now.
    static TableReference target(ConnectorTableHandle tableHandle)
    {
        TableReference table = ((CrowdTableHandle) tableHandle).singleTable().orElseThrow(() -> new IllegalArgumentException("not a table: " + tableHandle));
        if (!table.latest()) {
            throw new TrinoException(NOT_SUPPORTED, "An earlier version of a table cannot be changed: " + table);
        }
        return table;
    }

    public CrowdTableHandle withRelation(Relation newRelation)
    {
        return new CrowdTableHandle(tables, newRelation, grouping, columns, bound);
    }

    public CrowdTableHandle withColumns(List<CrowdColumnHandle> newColumns)
    {
        return new CrowdTableHandle(tables, relation, grouping, newColumns, bound);
    }

    public CrowdTableHandle withGrouping(Grouping newGrouping, List<CrowdColumnHandle> newColumns)
    {
        return new CrowdTableHandle(tables, relation, Optional.of(newGrouping), newColumns, bound);
    }

    public CrowdTableHandle withBound(RowBound newBound)
    {
        return new CrowdTableHandle(tables, relation, grouping, columns, Optional.of(newBound));
    }

    /// The column as it is computed here: the plan may have it from an earlier handle.
    public Optional<CrowdColumnHandle> find(ColumnHandle column)
    {
        return columns.stream().filter(column::equals).findFirst();
    }

    /// What variables stand for, leaving those away that are no columns any more.
    public Map<String, CrowdColumnHandle> resolve(Map<String, ColumnHandle> variables)
    {
        ImmutableMap.Builder<String, CrowdColumnHandle> resolved = ImmutableMap.builder();
        variables.forEach((name, column) -> find(column).ifPresent(found -> resolved.put(name, found)));
        return resolved.buildOrThrow();
    }

    /// The key column of the relation that a column is, if it is one.
    public static Optional<KeyColumn> key(CrowdColumnHandle column)
    {
        return column.source() instanceof ColumnSource.Key(KeyColumn key) ? Optional.of(key) : Optional.empty();
    }

    /// The member of the relation that a column is, if it is one.
    public static Optional<Member> member(CrowdColumnHandle column)
    {
        return column.source() instanceof ColumnSource.Id(Member member) ? Optional.of(member) : Optional.empty();
    }

    private KeyFormat format()
    {
        return (scan, column, value) -> {
            Type type = KeyTypes.toTrino(tables.get(scan.source()).entry().keys().get(column).type());
            return KeyValues.print(type, value);
        };
    }

    /// What EXPLAIN shows.
    @Override
    public String toString()
    {
        KeyFormat format = format();
        String expression = aggregate().map(aggregate -> RelationPrinter.print(aggregate, format)).orElseGet(() -> RelationPrinter.print(relation, format));
        StringBuilder text = new StringBuilder(plainTable().map(TableReference::toString).orElse(expression));
        if (plainTable().isEmpty()) {
            tables.stream().filter(table -> !table.latest()).distinct().forEach(table -> text.append(" of ").append(table));
        }
        bound.ifPresent(rows -> text.append(' ').append(rows));
        return text.toString();
    }
}
