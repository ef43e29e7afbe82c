package dev.trinocrowd.crowd;

import com.google.inject.Inject;
import dev.trinocrowd.algebra.Relation;
import dev.trinocrowd.catalog.Snapshot;
import io.airlift.concurrent.BoundedExecutor;
import io.trino.spi.connector.ConnectorSession;
import jakarta.annotation.PreDestroy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.airlift.concurrent.Threads.daemonThreadsNamed;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.Executors.newCachedThreadPool;

/// Prepares evaluations, and has the threads for those of many buckets.
public final class CrowdEvaluations
{
    private final CrowdStorage storage;
    private final int threads;
    private final ExecutorService executor = newCachedThreadPool(daemonThreadsNamed("crowd-evaluation-%s"));

    private record Version(UUID table, long version)
    {}

    @Inject
    public CrowdEvaluations(CrowdStorage storage, CrowdConfig config)
    {
        this.storage = requireNonNull(storage, "storage is null");
        threads = config.getEvaluationThreads();
    }

    Evaluation of(ConnectorSession session, List<TableReference> tables, Relation relation)
    {
        // A table that is joined with itself is read once.
        Map<Version, Snapshot> snapshots = new HashMap<>();
        List<Snapshot> sources = tables.stream()
                .map(table -> snapshots.computeIfAbsent(new Version(table.entry().id(), table.version()), _ -> storage.snapshot(session, table)))
                .collect(toImmutableList());
        return new Evaluation(relation, sources, CrowdSessionProperties.maxKeyCombinations(session));
    }

    /// For one query, which gets no more threads than others.
    Executor executor()
    {
        return new BoundedExecutor(executor, threads);
    }

    @PreDestroy
    public void stop()
    {
        executor.shutdownNow();
    }
}
