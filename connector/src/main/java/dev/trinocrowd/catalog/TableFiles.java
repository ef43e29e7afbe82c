package dev.trinocrowd.catalog;

import dev.trinocrowd.storage.CorruptFileException;
import dev.trinocrowd.storage.DataFile;
import dev.trinocrowd.storage.FileStore;
import dev.trinocrowd.storage.StorageCache;
import io.trino.filesystem.Location;

import static java.util.Objects.requireNonNull;

/// Opens the data files of a table.
record TableFiles(FileStore store, StorageCache cache, Location folder, int buckets)
{
    TableFiles
    {
        requireNonNull(store, "store is null");
        requireNonNull(cache, "cache is null");
        requireNonNull(folder, "folder is null");
    }

    DataFile open(FileRecord file)
    {
        return open(file, DataFile.DEFAULT_READ_AHEAD);
    }

    DataFile open(FileRecord file, int maxReadAhead)
    {
        DataFile opened = DataFile.open(store, cache, location(file.path()), file.summary().bytes(), file.summary().footerBytes(), maxReadAhead);
        boolean isExpected = opened.kind() == file.kind() && opened.bucket() == file.bucket() && opened.bucketCount() == buckets && opened.keys() == file.summary().keys();
        if (!isExpected) {
            throw new CorruptFileException(location(file.path()).toString(), "it is not the file that the manifest describes");
        }
        return opened;
    }

    Location location(String path)
    {
        return folder.appendPath(path);
    }
}
