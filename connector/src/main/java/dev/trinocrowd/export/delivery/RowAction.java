package dev.trinocrowd.export.delivery;

import java.util.Locale;

/// What the destination is to do with a row.
public enum RowAction
{
    SEND,
    /// Of a mirror: the member was sent before and is no longer wanted there.
    DELETE,
    ;

    @Override
    public String toString()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
