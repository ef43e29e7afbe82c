package dev.trinocrowd.export.outbox;

import static java.util.Objects.requireNonNull;

/// What an export table is called.
public record ExportName(String schema, String table)
{
    public ExportName
    {
        requireNonNull(schema, "schema is null");
        requireNonNull(table, "table is null");
    }

    @Override
    public String toString()
    {
        return schema + "." + table;
    }
}
