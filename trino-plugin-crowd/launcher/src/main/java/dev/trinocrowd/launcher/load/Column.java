package dev.trinocrowd.launcher.load;

import static dev.trinocrowd.launcher.load.Identifiers.quote;
import static java.util.Objects.requireNonNull;

record Column(String name, LoadType type)
{
    Column
    {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
    }

    String quotedName()
    {
        return quote(name);
    }

    String definition()
    {
        return quotedName() + " " + type.sql();
    }
}
