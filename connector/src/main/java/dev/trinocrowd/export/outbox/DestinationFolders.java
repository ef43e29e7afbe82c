package dev.trinocrowd.export.outbox;

import dev.trinocrowd.catalog.Names;

/// Where a catalog keeps what all export tables to a destination share.
public final class DestinationFolders
{
    /// Beside the schemas, whose names never begin so.
    private static final String ALL = "_destinations";

    private DestinationFolders()
    {}

    /// @return relative to the catalog's folder
    public static String relative(String destination)
    {
        return ALL + "/" + Names.folder(destination);
    }
}
