package dev.trinocrowd.shop;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.shop.story.Column;
import dev.trinocrowd.shop.story.Scale;
import dev.trinocrowd.shop.story.ShopTable;
import dev.trinocrowd.shop.story.UserRange;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableLayout;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTablePartitioning;
import io.trino.spi.connector.ConnectorTableProperties;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.LimitApplicationResult;
import io.trino.spi.connector.RelationColumnsMetadata;
import io.trino.spi.connector.RelationCommentMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.statistics.TableStatistics;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static dev.trinocrowd.shop.UserRanges.MOST_RANGES;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.type.BigintType.BIGINT;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

final class ShopMetadata
        implements ConnectorMetadata
{
    /// Any other sfN exists, too.
    private static final List<String> LISTED_SCHEMAS = ImmutableList.of(Scale.TINY, "sf1", "sf10", "sf100");
    static final ShopColumnHandle USER_ID = new ShopColumnHandle("user_id");

    private final Shops shops;

    ShopMetadata(Shops shops)
    {
        this.shops = requireNonNull(shops, "shops is null");
    }

    @Override
    public boolean schemaExists(ConnectorSession session, String schemaName)
    {
        return Scale.ofSchema(schemaName).isPresent();
    }

    @Override
    public List<String> listSchemaNames(ConnectorSession session)
    {
        return LISTED_SCHEMAS;
    }

    @Override
    public ConnectorTableHandle getTableHandle(ConnectorSession session, SchemaTableName tableName, Optional<ConnectorTableVersion> startVersion,
            Optional<ConnectorTableVersion> endVersion)
    {
        if (startVersion.isPresent() || endVersion.isPresent()) {
            throw new TrinoException(NOT_SUPPORTED, "The tables of the shop never change and have no versions");
        }
        Optional<Scale> scale = Scale.ofSchema(tableName.getSchemaName());
        Optional<ShopTable> table = ShopTable.ofTitle(tableName.getTableName());
        if (scale.isEmpty() || table.isEmpty()) {
            return null;
        }
        return new ShopTableHandle(tableName.getSchemaName(), table.get(), scale.get(), Optional.empty(), OptionalLong.empty());
    }

    @Override
    public ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle table)
    {
        ShopTableHandle handle = (ShopTableHandle) table;
        return new ConnectorTableMetadata(
                new SchemaTableName(handle.schema(), handle.table().title()),
                columns(handle.table()),
                ImmutableMap.of(),
                Optional.of(handle.table().comment()));
    }

    @Override
    public List<SchemaTableName> listTables(ConnectorSession session, Optional<String> schemaName)
    {
        return schemaName.map(List::of).orElse(LISTED_SCHEMAS).stream()
                .filter(schema -> Scale.ofSchema(schema).isPresent())
                .flatMap(schema -> ShopTable.TABLES.stream().map(table -> new SchemaTableName(schema, table.title())))
                .collect(toImmutableList());
    }

    @Override
    public Map<String, ColumnHandle> getColumnHandles(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        return ((ShopTableHandle) tableHandle).table().columns().stream()
                .collect(toImmutableMap(Column::name, column -> new ShopColumnHandle(column.name())));
    }

    @Override
    public ColumnMetadata getColumnMetadata(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle columnHandle)
    {
        return ShopColumnHandle.metadata(((ShopTableHandle) tableHandle).table().column(((ShopColumnHandle) columnHandle).name()));
    }

    @Override
    public Iterator<RelationColumnsMetadata> streamRelationColumns(ConnectorSession session, Optional<String> schemaName, UnaryOperator<Set<SchemaTableName>> relationFilter)
    {
        return filtered(session, schemaName, relationFilter).stream()
                .map(name -> RelationColumnsMetadata.forTable(name, columns(table(name))))
                .iterator();
    }

    @Override
    public Iterator<RelationCommentMetadata> streamRelationComments(ConnectorSession session, Optional<String> schemaName, UnaryOperator<Set<SchemaTableName>> relationFilter)
    {
        return filtered(session, schemaName, relationFilter).stream()
                .map(name -> RelationCommentMetadata.forRelation(name, Optional.of(table(name).comment())))
                .iterator();
    }

    private Set<SchemaTableName> filtered(ConnectorSession session, Optional<String> schemaName, UnaryOperator<Set<SchemaTableName>> relationFilter)
    {
        return relationFilter.apply(listTables(session, schemaName).stream().collect(toSet()));
    }

    private static ShopTable table(SchemaTableName name)
    {
        return ShopTable.ofTitle(name.getTableName()).orElseThrow();
    }

    private static List<ColumnMetadata> columns(ShopTable table)
    {
        return table.columns().stream()
                .map(ShopColumnHandle::metadata)
                .collect(toImmutableList());
    }

    @Override
    public TableStatistics getTableStatistics(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        ShopTableHandle handle = (ShopTableHandle) tableHandle;
        return ShopStatistics.estimate(handle, shops.shop(handle.scale()));
    }

    @Override
    public ConnectorTableProperties getTableProperties(ConnectorSession session, ConnectorTableHandle table)
    {
        ShopTableHandle handle = (ShopTableHandle) table;
        if (!handle.table().isPerUser()) {
            return new ConnectorTableProperties();
        }
        // One split holds all rows of its users, so a per-user aggregation needs no exchange. That the rows are sorted, too, is left unsaid:
        // Trino would aggregate streaming, which is slower than hashing for a bigint key.
        return new ConnectorTableProperties(
                TupleDomain.all(),
                Optional.of(new ConnectorTablePartitioning(new ShopPartitioningHandle(handle.scale()), ImmutableList.of(USER_ID), true)),
                Optional.empty(),
                ImmutableList.of());
    }

    @Override
    public Optional<ConnectorTableLayout> getInsertLayout(ConnectorSession session, ConnectorTableHandle tableHandle)
    {
        // Asked for before an INSERT is refused.
        return Optional.empty();
    }

    @Override
    public Optional<LimitApplicationResult<ConnectorTableHandle>> applyLimit(ConnectorSession session, ConnectorTableHandle table, long limit)
    {
        ShopTableHandle handle = (ShopTableHandle) table;
        if (handle.limit().isPresent() && handle.limit().getAsLong() <= limit) {
            return Optional.empty();
        }
        return Optional.of(new LimitApplicationResult<>(handle.withLimit(limit), false, false));
    }

    @Override
    public Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(ConnectorSession session, ConnectorTableHandle table, Constraint constraint)
    {
        ShopTableHandle handle = (ShopTableHandle) table;
        Domain domain = constraint.getSummary().getDomain(USER_ID, BIGINT);
        // A filter above a limit must not move below it.
        if (domain.isAll() || handle.limit().isPresent() || !handle.table().isPerUser()) {
            return Optional.empty();
        }
        List<UserRange> users = UserRanges.of(domain.getValues()).stream()
                .flatMap(range -> handle.wanted(range).stream())
                .collect(toImmutableList());
        if (users.size() > MOST_RANGES || handle.users().equals(Optional.of(users))) {
            return Optional.empty();
        }
        return Optional.of(new ConstraintApplicationResult<>(
                handle.withUsers(users),
                constraint.getSummary().filter((column, _) -> !column.equals(USER_ID)),
                constraint.getExpression(),
                false));
    }
}
