package dev.trinocrowd.export.file;

import dev.trinocrowd.export.delivery.RowSchema;
import io.trino.filesystem.Location;

import java.util.Arrays;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/// A folder that gets files.
///
/// @param location the folder, with its scheme
/// @param isSpreadsheetSafe whether text that a spreadsheet would run gets an apostrophe before it
public record FileTarget(FileFormat format, Compression compression, String location, boolean isSpreadsheetSafe)
{
    static final String ACTION = "action";

    private static final Set<String> SCHEMES = Set.of("local", "s3", "s3a", "s3n", "gs", "abfs", "abfss", "wasb", "wasbs");

    public FileTarget
    {
        requireNonNull(format, "format is null");
        requireNonNull(compression, "compression is null");
        if (!SCHEMES.contains(location.replaceFirst("://.*", ""))) {
            throw new IllegalArgumentException("'location' must start with local:///, s3://, gs:// or abfss://, found %s".formatted(location));
        }
        Location parsed = Location.of(location);
        if (parsed.path().isEmpty() || Arrays.stream(parsed.path().split("/", -1)).anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
            throw new IllegalArgumentException("'location' must be a folder without empty parts, '.' and '..', found %s".formatted(location));
        }
        if (isSpreadsheetSafe && format != FileFormat.CSV) {
            throw new IllegalArgumentException("'spreadsheet-safe' is for format csv");
        }
    }

    /// @throws IllegalArgumentException if rows of this schema cannot go there
    public void check(RowSchema schema)
    {
        if (schema.hasDeletes() && schema.find(ACTION).isPresent()) {
            throw new IllegalArgumentException("a column must not be called action, since the files say by this name what to do with a row");
        }
    }

    /// Whether a file is compressed as a whole.
    boolean isCompressedWhole()
    {
        return format != FileFormat.PARQUET && compression == Compression.GZIP;
    }

    /// What a file's name ends with.
    String suffix()
    {
        return "." + format.suffix() + (isCompressedWhole() ? compression.suffix() : "");
    }

    Location folder()
    {
        return Location.of(location);
    }
}
