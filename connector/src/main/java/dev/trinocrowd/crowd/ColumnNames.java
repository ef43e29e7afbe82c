package dev.trinocrowd.crowd;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Gives columns of derived handles names that no other has.
final class ColumnNames
{
    private final Set<String> taken = new HashSet<>();

    /// @param columns whose names are taken
    ColumnNames(Collection<CrowdColumnHandle> columns)
    {
        columns.forEach(column -> taken.add(column.name()));
    }

    String unique(String name)
    {
        String unique = name;
        for (int i = 1; !taken.add(unique); i++) {
            unique = name + "_" + i;
        }
        return unique;
    }
}
