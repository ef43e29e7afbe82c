package dev.trinocrowd.export.outbox;

import dev.trinocrowd.export.caps.Caps;

import static java.util.Objects.requireNonNull;

/// The caps that a new round is to keep.
///
/// @param reading of the export tables whose rounds count against them
public record DeclaredCaps(Caps caps, RowReading reading)
{
    public DeclaredCaps
    {
        requireNonNull(caps, "caps is null");
        requireNonNull(reading, "reading is null");
    }
}
