package dev.trinocrowd.export.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static java.util.Objects.requireNonNull;

/// A file that was written. As text it is the receipt of its batch.
///
/// @param file its name in the folder
/// @param sha256 of its bytes, in hexadecimal digits
public record FileEntry(String file, long rows, long bytes, String sha256)
{
    private static final JsonMapper JSON = new JsonMapper();

    public FileEntry
    {
        requireNonNull(file, "file is null");
        requireNonNull(sha256, "sha256 is null");
    }

    String receipt()
    {
        try {
            return JSON.writeValueAsString(this);
        }
        catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param receipt of a batch that a file was made of
    public static FileEntry parse(String receipt)
    {
        try {
            return JSON.readValue(receipt, FileEntry.class);
        }
        catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected the receipt of a file, found " + receipt, e);
        }
    }
}
