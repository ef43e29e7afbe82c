package dev.trinocrowd.export.outbox;

import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.export.delivery.RowSchema;

/// How the rows of any export table are read: one may have to look at what another has sent.
public interface RowReading
{
    RowSchema schema(ExportEntry table);

    PayloadReader payloads(ExportEntry table);
}
