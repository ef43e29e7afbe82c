package dev.trinocrowd.export.table;

import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.outbox.PayloadReader;
import dev.trinocrowd.export.outbox.RowReading;

/// Reads rows as their tables declare them.
enum PayloadReading
        implements RowReading
{
    INSTANCE;

    @Override
    public RowSchema schema(ExportEntry table)
    {
        return new PayloadCodec(table).schema(table);
    }

    @Override
    public PayloadReader payloads(ExportEntry table)
    {
        return new PayloadCodec(table);
    }
}
