package dev.trinocrowd.crowd;

import com.google.inject.Inject;
import dev.trinocrowd.algebra.IdOrder;
import dev.trinocrowd.algebra.Member;
import dev.trinocrowd.algebra.Relation;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.EmptyPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// Evaluates the expressions of table handles.
public final class CrowdPageSourceProvider
        implements ConnectorPageSourceProvider
{
    private final CrowdEvaluations evaluations;
    private final CrowdStorage storage;

    @Inject
    public CrowdPageSourceProvider(CrowdEvaluations evaluations, CrowdStorage storage)
    {
        this.evaluations = requireNonNull(evaluations, "evaluations is null");
        this.storage = requireNonNull(storage, "storage is null");
    }

    @Override
    public ConnectorPageSource createPageSource(
            ConnectorTransactionHandle transaction,
            ConnectorSession session,
            ConnectorSplit split,
            ConnectorTableHandle table,
            Optional<ConnectorTableCredentials> tableCredentials,
            List<ColumnHandle> columns,
            DynamicFilter dynamicFilter,
            MemoryContext memoryContext)
    {
        List<CrowdColumnHandle> wanted = columns.stream().map(CrowdColumnHandle.class::cast).collect(toImmutableList());
        return Boundary.guard(ConnectorPageSource.class, switch (table) {
            case CrowdTableHandle handle -> pageSource(session, (CrowdSplit) split, handle, wanted, dynamicFilter, memoryContext);
            case ChangesHandle handle -> new ChangesPageSource(storage.table(session, handle.table().entry()), handle, wanted, memoryContext);
            default -> throw new IllegalArgumentException("not a handle of a crowd table: " + table);
        });
    }

    private ConnectorPageSource pageSource(
            ConnectorSession session,
            CrowdSplit split,
            CrowdTableHandle handle,
            List<CrowdColumnHandle> wanted,
            DynamicFilter dynamicFilter,
            MemoryContext memory)
    {
        List<CrowdColumnHandle> columns = wanted.stream().map(column -> column(handle, column)).collect(toImmutableList());
        if (handle.grouping().isPresent()) {
            Evaluation evaluation = evaluations.of(session, handle.tables(), handle.relation());
            long limit = handle.bound().map(RowBound::count).orElse(Long.MAX_VALUE);
            return new GroupPageSource(evaluation, handle.aggregate().orElseThrow(), split.buckets(), columns, limit, evaluations.executor(), memory);
        }
        if (handle.bound().isPresent()) {
            RowBound bound = handle.bound().orElseThrow();
            Evaluation evaluation = evaluations.of(session, handle.tables(), handle.relation());
            if (bound.order().isPresent()) {
                IdOrder order = bound.order().orElseThrow();
                return new FirstRowsPageSource(evaluation, split.buckets(), columns, bound.count(), order, evaluations.executor(), memory);
            }
            return new RowPageSource(evaluation, split.buckets(), columns, OptionalLong.of(bound.count()), memory);
        }
        TupleDomain<CrowdColumnHandle> predicate = dynamicFilter.getCurrentPredicate().transformKeys(column -> column(handle, (CrowdColumnHandle) column));
        if (predicate.isNone()) {
            return new EmptyPageSource();
        }
        Relation relation = select(handle.relation(), predicate.getDomains().orElseThrow());
        return new RowPageSource(evaluations.of(session, handle.tables(), relation), split.buckets(), columns, OptionalLong.empty(), memory);
    }

    private static CrowdColumnHandle column(CrowdTableHandle handle, CrowdColumnHandle column)
    {
        return column.source() instanceof ColumnSource.Row ? column
                : handle.find(column).orElseThrow(() -> new IllegalArgumentException("%s has no column %s".formatted(handle, column)));
    }

    /// Leaves away ids that the other side of a join does not have.
    private static Relation select(Relation relation, Map<CrowdColumnHandle, Domain> domains)
    {
        Relation selected = relation;
        for (Map.Entry<CrowdColumnHandle, Domain> entry : domains.entrySet()) {
            if (entry.getKey().source() instanceof ColumnSource.Id(Member member) && !entry.getValue().isNullAllowed() && !entry.getValue().getValues().isAll()) {
                selected = new Relation.SelectMember(selected, member, IdRanges.of(entry.getValue().getValues()));
            }
        }
        return selected;
    }
}
