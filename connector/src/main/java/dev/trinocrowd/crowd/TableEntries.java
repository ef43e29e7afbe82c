package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.catalog.KeyColumn;
import dev.trinocrowd.catalog.KeyType;
import dev.trinocrowd.catalog.TableEntry;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import static dev.trinocrowd.crowd.TableColumns.MEMBER_POSITION;
import static io.trino.spi.StandardErrorCode.COLUMN_ALREADY_EXISTS;
import static io.trino.spi.StandardErrorCode.INVALID_ARGUMENTS;
import static io.trino.spi.StandardErrorCode.INVALID_TABLE_PROPERTY;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TinyintType.TINYINT;

/// Tables as CREATE TABLE and ALTER TABLE describe them.
final class TableEntries
{
    private static final UUID UNKNOWN = new UUID(0, 0);

    private TableEntries()
    {}

    /// @param isQuery whether the columns are those of a query, so that ids of fewer bits become bigint
    static TableEntry of(ConnectorTableMetadata table, boolean isQuery)
    {
        checkName(table.getTable());
        String member = CrowdTableProperties.member(table.getProperties());
        List<KeyColumn> keys = new ArrayList<>();
        Optional<Integer> position = Optional.empty();
        Optional<String> memberComment = Optional.empty();
        for (ColumnMetadata column : table.getColumns()) {
            if (column.getName().equals(member)) {
                checkMember(column, isQuery);
                position = Optional.of(keys.size());
                memberComment = column.getComment();
            }
            else {
                keys.add(key(column));
            }
        }
        if (position.isEmpty()) {
            throw new TrinoException(INVALID_TABLE_PROPERTY,
                    "A crowd table needs a column of ids: expected a column %s bigint, or another one's name by WITH (member = '…'), found %s".formatted(
                            member,
                            table.getColumns().stream().map(ColumnMetadata::getName).toList()));
        }
        return new TableEntry(
                UNKNOWN,
                "",
                keys,
                member,
                memberComment,
                CrowdTableProperties.buckets(table.getProperties()),
                table.getComment(),
                ImmutableMap.of(MEMBER_POSITION, Integer.toString(position.orElseThrow())));
    }

    /// Names with a dollar are those of what belongs to a table, such as `"vip$snapshots"`.
    static void checkName(SchemaTableName name)
    {
        if (name.getTableName().indexOf('$') >= 0) {
            throw new TrinoException(INVALID_ARGUMENTS, "The name of a crowd table must not contain '$', found '%s'".formatted(name.getTableName()));
        }
    }

    private static void checkMember(ColumnMetadata column, boolean isQuery)
    {
        Type type = column.getType();
        boolean isWidened = isQuery && (type.equals(INTEGER) || type.equals(SMALLINT) || type.equals(TINYINT));
        if (!type.equals(BIGINT) && !isWidened) {
            throw new TrinoException(NOT_SUPPORTED, "The column of ids must be of type bigint, found %s %s".formatted(column.getName(), type.getDisplayName()));
        }
    }

    private static KeyColumn key(ColumnMetadata column)
    {
        KeyType type = KeyTypes.fromTrino(column.getType()).orElseThrow(() -> new TrinoException(NOT_SUPPORTED,
                "A key column must be boolean, tinyint, smallint, integer, bigint, decimal, date, timestamp, varchar or uuid, found %s %s".formatted(
                        column.getName(),
                        column.getType().getDisplayName())));
        if (!column.isNullable()) {
            throw new TrinoException(NOT_SUPPORTED, "Key columns can be NULL: leave NOT NULL away from %s".formatted(column.getName()));
        }
        return new KeyColumn(column.getName(), type, column.getComment());
    }

    /// What SHOW CREATE TABLE repeats.
    static Map<String, Object> properties(TableEntry entry)
    {
        return ImmutableMap.of(CrowdTableProperties.MEMBER, entry.member(), CrowdTableProperties.BUCKETS, entry.buckets());
    }

    static TableEntry withColumnComment(TableEntry entry, CrowdColumnHandle column, Optional<String> comment)
    {
        return switch (column.source()) {
            case ColumnSource.Key(dev.trinocrowd.algebra.KeyColumn key) -> withKey(entry, key.column(), before -> before.withComment(comment));
            case ColumnSource.Id _ -> entry.withMember(entry.member(), comment);
            case ColumnSource.Value _ -> throw new IllegalArgumentException("not a column of a table: " + column);
            case ColumnSource.Row _ -> throw new IllegalArgumentException("not a column of a table: " + column);
        };
    }

    static TableEntry withColumnName(TableEntry entry, CrowdColumnHandle column, String name)
    {
        if (entry.member().equals(name) || entry.keys().stream().anyMatch(key -> key.name().equals(name))) {
            throw new TrinoException(COLUMN_ALREADY_EXISTS, "Column '%s' exists already".formatted(name));
        }
        return switch (column.source()) {
            case ColumnSource.Key(dev.trinocrowd.algebra.KeyColumn key) -> withKey(entry, key.column(), before -> before.withName(name));
            case ColumnSource.Id _ -> entry.withMember(name, entry.memberComment());
            case ColumnSource.Value _ -> throw new IllegalArgumentException("not a column of a table: " + column);
            case ColumnSource.Row _ -> throw new IllegalArgumentException("not a column of a table: " + column);
        };
    }

    private static TableEntry withKey(TableEntry entry, int index, UnaryOperator<KeyColumn> change)
    {
        List<KeyColumn> keys = new ArrayList<>(entry.keys());
        keys.set(index, change.apply(keys.get(index)));
        return entry.withKeys(ImmutableList.copyOf(keys));
    }
}
