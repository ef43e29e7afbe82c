package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;

import java.util.List;

import static java.util.stream.Collectors.joining;

/// The values of the key columns of a table, as few as none.
///
/// Tuples are in the order of their first values that differ; NULL comes last.
public record KeyTuple(List<KeyValue> values)
        implements Comparable<KeyTuple>
{
    public static final KeyTuple EMPTY = new KeyTuple(ImmutableList.of());

    public KeyTuple
    {
        values = ImmutableList.copyOf(values);
    }

    public static KeyTuple of(KeyValue... values)
    {
        return new KeyTuple(ImmutableList.copyOf(values));
    }

    public KeyValue value(int column)
    {
        return values.get(column);
    }

    @Override
    public int compareTo(KeyTuple other)
    {
        for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            int order = value(i).compareTo(other.value(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(values.size(), other.values.size());
    }

    @Override
    public String toString()
    {
        return values.stream().map(KeyValue::toString).collect(joining(", ", "(", ")"));
    }
}
