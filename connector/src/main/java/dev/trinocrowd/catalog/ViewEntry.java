package dev.trinocrowd.catalog;

import static java.util.Objects.requireNonNull;

/// What a schema knows of a view.
///
/// @param definition in a form of the caller's
public record ViewEntry(String definition)
{
    public ViewEntry
    {
        requireNonNull(definition, "definition is null");
    }
}
