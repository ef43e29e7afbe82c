package dev.trinocrowd.catalog;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// A key column of a table.
public record KeyColumn(String name, KeyType type, Optional<String> comment)
{
    public KeyColumn
    {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        comment = comment == null ? Optional.empty() : comment;
    }

    public KeyColumn withName(String newName)
    {
        return new KeyColumn(newName, type, comment);
    }

    public KeyColumn withComment(Optional<String> newComment)
    {
        return new KeyColumn(name, type, newComment);
    }
}
