package dev.trinocrowd.algebra;

/// How the value of a key column is printed, where the bare value would not tell: a date is a number of days.
public interface KeyFormat
{
    KeyFormat PLAIN = (_, _, value) -> value.toString();

    /// @param column of the scan, from 0
    String format(Relation.Scan scan, int column, KeyValue value);
}
