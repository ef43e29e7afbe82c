package dev.trinocrowd.crowd;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.TooManyClassesException;
import dev.trinocrowd.catalog.CatalogException;
import dev.trinocrowd.storage.CommitConflictException;
import dev.trinocrowd.storage.CorruptFileException;
import dev.trinocrowd.storage.StorageException;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.spi.TrinoException;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;

import static dev.trinocrowd.crowd.CrowdErrorCode.CROWD_CORRUPT_FILE;
import static dev.trinocrowd.crowd.CrowdErrorCode.CROWD_DISK_FULL;
import static dev.trinocrowd.crowd.CrowdErrorCode.CROWD_FILESYSTEM_ERROR;
import static dev.trinocrowd.crowd.CrowdErrorCode.CROWD_STORAGE_ERROR;
import static dev.trinocrowd.crowd.CrowdErrorCode.CROWD_TOO_MANY_COMBINATIONS;
import static io.trino.spi.StandardErrorCode.INVALID_ARGUMENTS;
import static io.trino.spi.StandardErrorCode.SCHEMA_ALREADY_EXISTS;
import static io.trino.spi.StandardErrorCode.SCHEMA_NOT_EMPTY;
import static io.trino.spi.StandardErrorCode.SCHEMA_NOT_FOUND;
import static io.trino.spi.StandardErrorCode.TABLE_ALREADY_EXISTS;
import static io.trino.spi.StandardErrorCode.TABLE_NOT_FOUND;
import static io.trino.spi.StandardErrorCode.TRANSACTION_CONFLICT;

/// What storage and algebra throw, as the engine reports it.
final class CrowdErrors
{
    /// What Linux, its quotas and Windows say; Java has no exception of its own for it.
    private static final List<String> FULL = ImmutableList.of("No space left on device", "Disk quota exceeded", "not enough space on the disk");

    private CrowdErrors()
    {}

    static RuntimeException translate(RuntimeException failure)
    {
        return switch (failure) {
            case CatalogException catalog -> new TrinoException(code(catalog.reason()), catalog.getMessage(), catalog);
            case CommitConflictException conflict -> new TrinoException(TRANSACTION_CONFLICT, conflict.getMessage(), conflict);
            case CorruptFileException corrupt -> new TrinoException(CROWD_CORRUPT_FILE, corrupt.getMessage(), corrupt);
            case StorageException storage -> new TrinoException(CROWD_STORAGE_ERROR, storage.getMessage(), storage);
            case UncheckedIOException io when io.getCause() instanceof FileNotFoundException || io.getCause() instanceof NoSuchFileException -> new TrinoException(
                    CROWD_FILESYSTEM_ERROR,
                    "A file of a crowd table is gone; the table may have been dropped or replaced while it was read: " + io.getCause().getMessage(),
                    io);
            case UncheckedIOException io when isFull(io) -> new TrinoException(
                    CROWD_DISK_FULL,
                    "The disk of the crowd catalog is full: %s. Free some space and run the statement again".formatted(io.getCause().getMessage()),
                    io);
            case UncheckedIOException io -> new TrinoException(CROWD_FILESYSTEM_ERROR, "The files of the crowd catalog cannot be reached: " + io.getCause().getMessage(), io);
            case TooManyClassesException combinations -> new TrinoException(
                    CROWD_TOO_MANY_COMBINATIONS,
                    combinations.getMessage() + "; filter the keys, or raise the session property max_key_combinations",
                    combinations);
            default -> failure;
        };
    }

    private static boolean isFull(UncheckedIOException failure)
    {
        return Throwables.getCausalChain(failure).stream()
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .anyMatch(message -> FULL.stream().anyMatch(message::contains));
    }

    private static ErrorCodeSupplier code(CatalogException.Reason reason)
    {
        return switch (reason) {
            case SCHEMA_NOT_FOUND -> SCHEMA_NOT_FOUND;
            case SCHEMA_EXISTS -> SCHEMA_ALREADY_EXISTS;
            case SCHEMA_NOT_EMPTY -> SCHEMA_NOT_EMPTY;
            case TABLE_NOT_FOUND, VIEW_NOT_FOUND -> TABLE_NOT_FOUND;
            case TABLE_EXISTS -> TABLE_ALREADY_EXISTS;
            case INVALID_NAME, VERSION_NOT_FOUND, INVALID_AGE -> INVALID_ARGUMENTS;
        };
    }
}
