package dev.trinocrowd.export.outbox;

import dev.trinocrowd.export.delivery.Batch;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowRejection;
import dev.trinocrowd.export.delivery.SendResult;
import dev.trinocrowd.export.delivery.Sender;
import dev.trinocrowd.export.delivery.Verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A destination that tells repeats by their keys, and knows what every member got.
final class KeyedSink
        implements Sender
{
    private final Map<String, List<String>> taken = new HashMap<>();
    private final Map<Long, List<String>> effects = new HashMap<>();
    private final Set<Long> refused = new HashSet<>();
    private int calls;

    /// Has it say no to a member.
    void refuse(long member)
    {
        refused.add(member);
    }

    @Override
    public synchronized SendResult send(Batch batch)
    {
        calls++;
        List<RowRejection> rejections = new ArrayList<>();
        boolean isRepeat = taken.containsKey(batch.key());
        List<String> rows = batch.rows().stream().map(KeyedSink::text).toList();
        if (isRepeat && !taken.get(batch.key()).equals(rows)) {
            throw new AssertionError("key %s came with other rows".formatted(batch.key()));
        }
        taken.put(batch.key(), rows);
        for (int i = 0; i < batch.rows().size(); i++) {
            OutboxRow row = batch.rows().get(i);
            if (refused.contains(row.member())) {
                rejections.add(new RowRejection(i, row.member(), "not registered"));
            }
            else if (!isRepeat) {
                effects.computeIfAbsent(row.member(), _ -> new ArrayList<>())
                        .add(row.action() == RowAction.DELETE ? "deleted" : row.columns() == 0 ? "sent" : (String) row.value(0));
            }
        }
        return SendResult.of(new Verdict.Settled(rejections, Optional.empty()));
    }

    /// What each member got, in order.
    synchronized Map<Long, List<String>> effects()
    {
        return Map.copyOf(effects);
    }

    synchronized int calls()
    {
        return calls;
    }

    @Override
    public void close()
    {
        // stays open for the next run
    }

    private static String text(OutboxRow row)
    {
        return row + " " + IntStream.range(0, row.columns()).mapToObj(row::value).toList();
    }
}
