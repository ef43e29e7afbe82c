package dev.trinocrowd.export.delivery;

import java.util.Arrays;

import static java.util.Objects.requireNonNull;

/// A staged row: a member and its payload.
///
/// A class rather than a record, since its values are an array that it owns.
public final class OutboxRow
{
    private final long member;
    private final RowAction action;
    private final Object[] values;

    /// @param values by payload column, each in the Java type of its [PayloadKind] or null; not to be changed from now on
    public OutboxRow(long member, RowAction action, Object[] values)
    {
        this.member = member;
        this.action = requireNonNull(action, "action is null");
        this.values = requireNonNull(values, "values is null");
    }

    public long member()
    {
        return member;
    }

    public RowAction action()
    {
        return action;
    }

    /// @return null for NULL
    public Object value(int column)
    {
        return values[column];
    }

    public int columns()
    {
        return values.length;
    }

    @Override
    public boolean equals(Object other)
    {
        return other instanceof OutboxRow row && member == row.member && action == row.action && Arrays.equals(values, row.values);
    }

    @Override
    public int hashCode()
    {
        return Long.hashCode(member) * 31 + Arrays.hashCode(values);
    }

    /// Without the payload, which may be nobody's business.
    @Override
    public String toString()
    {
        return action + " " + member;
    }
}
