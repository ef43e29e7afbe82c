package dev.trinocrowd.catalog;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// A column of an export table beside its member.
///
/// @param type as SQL writes it
public record ExportColumn(String name, String type, Optional<String> comment)
{
    public ExportColumn
    {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        comment = comment == null ? Optional.empty() : comment;
    }

    public ExportColumn withComment(Optional<String> newComment)
    {
        return new ExportColumn(name, type, newComment);
    }
}
