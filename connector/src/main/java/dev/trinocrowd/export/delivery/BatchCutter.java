package dev.trinocrowd.export.delivery;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// Cuts chunks of a lane into batches: always the same ones, since their ids are nothing but their places.
final class BatchCutter
{
    private final LanePlan plan;
    private final List<Integer> columns;

    /// @throws IllegalArgumentException if the plan groups by a column that is not there
    BatchCutter(LanePlan plan, RowSchema schema)
    {
        this.plan = requireNonNull(plan, "plan is null");
        columns = plan.grouping().columns().stream()
                .map(name -> schema.find(name).orElseThrow(() -> new IllegalArgumentException("the export table has no column %s".formatted(name))))
                .collect(toImmutableList());
    }

    /// @return the rows of each batch; groups in the order of their first rows
    List<List<OutboxRow>> cut(List<OutboxRow> chunk)
    {
        if (plan.grouping().isNone()) {
            return Lists.partition(chunk, plan.batchSize());
        }
        Map<List<Object>, List<OutboxRow>> groups = new LinkedHashMap<>();
        for (OutboxRow row : chunk) {
            groups.computeIfAbsent(group(row), _ -> new ArrayList<>()).add(row);
        }
        ImmutableList.Builder<List<OutboxRow>> batches = ImmutableList.builder();
        groups.values().forEach(group -> batches.addAll(Lists.partition(group, plan.batchSize())));
        return batches.build();
    }

    private List<Object> group(OutboxRow row)
    {
        Object[] group = new Object[columns.size() + 1];
        group[0] = plan.grouping().byAction() ? row.action() : RowAction.SEND;
        for (int i = 0; i < columns.size(); i++) {
            group[i + 1] = row.value(columns.get(i));
        }
        return Arrays.asList(group);
    }

    static List<OutboxRow> firstHalf(List<OutboxRow> rows)
    {
        return rows.subList(0, rows.size() / 2);
    }

    static List<OutboxRow> secondHalf(List<OutboxRow> rows)
    {
        return rows.subList(rows.size() / 2, rows.size());
    }
}
