package dev.trinocrowd.examples;

import com.google.common.collect.ImmutableList;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static com.google.common.collect.ImmutableList.toImmutableList;

/// The list of people beside a count.
///
/// It shares the key columns of the counting answer, has a column `user_id`, and where it marks people with a boolean, the answer counts
/// them under that column's name.
record People(Answer answer, Answer list)
{
    List<String> keys()
    {
        return answer.columns().stream()
                .filter(column -> list.has(column) && !marks().contains(column))
                .collect(toImmutableList());
    }

    List<String> marks()
    {
        if (list.rows().isEmpty()) {
            return ImmutableList.of();
        }
        return list.columns().stream()
                .filter(answer::has)
                .filter(column -> list.value(list.rows().getFirst(), column) instanceof Boolean)
                .collect(toImmutableList());
    }

    /// Distinct people by key.
    Map<List<Object>, Set<Object>> byKey()
    {
        Map<List<Object>, Set<Object>> people = new HashMap<>();
        list.rows().forEach(row -> people.computeIfAbsent(key(list, row), _ -> new HashSet<>()).add(list.value(row, "user_id")));
        return people;
    }

    /// Distinct people by key who carry the mark.
    Map<List<Object>, Set<Object>> byKey(String mark)
    {
        Map<List<Object>, Set<Object>> people = new HashMap<>();
        list.rows().stream()
                .filter(row -> Boolean.TRUE.equals(list.value(row, mark)))
                .forEach(row -> people.computeIfAbsent(key(list, row), _ -> new HashSet<>()).add(list.value(row, "user_id")));
        return people;
    }

    List<Object> key(Answer table, List<Object> row)
    {
        return keys().stream()
                .map(column -> table.value(row, column))
                .toList();
    }
}
