package dev.trinocrowd.export.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.trinocrowd.export.delivery.Batch;
import dev.trinocrowd.export.delivery.OutboxRow;

import java.io.IOException;

/// A template whose columns are found: writes one JSON value.
interface JsonPart
{
    void write(JsonGenerator out, Batch batch, OutboxRow row)
            throws IOException;

    /// Whether there is nothing to write, so that the field is left out.
    default boolean isAbsent(OutboxRow row)
    {
        return false;
    }
}
