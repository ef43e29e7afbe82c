package dev.trinocrowd.export.delivery;

import java.util.Arrays;
import java.util.List;

import static java.util.Objects.requireNonNull;

/// A row of given values.
public record TestingRow(long member, RowAction action, List<Object> values)
        implements OutboxRow
{
    public TestingRow
    {
        requireNonNull(action, "action is null");
        requireNonNull(values, "values is null");
    }

    public static OutboxRow of(long member, RowAction action, Object... values)
    {
        return new TestingRow(member, action, Arrays.asList(values));
    }

    @Override
    public Object value(int column)
    {
        return values.get(column);
    }

    @Override
    public int columns()
    {
        return values.size();
    }
}
