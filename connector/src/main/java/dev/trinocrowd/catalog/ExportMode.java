package dev.trinocrowd.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/// What becomes of the rows that are staged.
public enum ExportMode
{
    /// Each is sent once.
    APPEND,
    /// The last one of each member is sent, unless the destination has it.
    UPSERT,
    /// The last rows that were staged together are what the destination is to have, and nothing else.
    MIRROR;

    @JsonCreator
    public static ExportMode of(String name)
    {
        return valueOf(name.toUpperCase(Locale.ENGLISH));
    }

    @JsonValue
    @Override
    public String toString()
    {
        return name().toLowerCase(Locale.ENGLISH);
    }
}
