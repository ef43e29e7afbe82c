package dev.trinocrowd.launcher.load;

import dev.trinocrowd.launcher.UserException;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import static java.nio.charset.CodingErrorAction.REPORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/// A file of rows, which can be read again and again.
///
/// @param columns the names of the columns if the file has no header
record SourceFile(Path path, char delimiter, Optional<List<String>> columns, String nullText)
{
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    SourceFile
    {
        requireNonNull(path, "path is null");
        requireNonNull(columns, "columns is null");
        requireNonNull(nullText, "nullText is null");
    }

    RowReader open()
            throws IOException
    {
        return isJson() ? new JsonRowReader(this) : new CsvRowReader(this);
    }

    UserException error(long line, String message)
    {
        return new UserException("%s, line %s, %s".formatted(path, line, message));
    }

    boolean isJson()
            throws IOException
    {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return false;
        }
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")) {
            return true;
        }
        try (InputStream input = bytes()) {
            for (int c = input.read(); c >= 0; c = input.read()) {
                if (!Character.isWhitespace(c)) {
                    return c == '{';
                }
            }
            return false;
        }
    }

    /// The text; a byte that is no UTF-8 is a [CharacterCodingException].
    Reader reader()
            throws IOException
    {
        BufferedReader reader = new BufferedReader(new InputStreamReader(bytes(), UTF_8.newDecoder().onMalformedInput(REPORT).onUnmappableCharacter(REPORT)), 1 << 16);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /// Compression is told by the content: names lie.
    private InputStream bytes()
            throws IOException
    {
        InputStream input = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        input.mark(2);
        boolean compressed = input.read() == 0x1f && input.read() == 0x8b;
        input.reset();
        return compressed ? new BufferedInputStream(new GZIPInputStream(input, 1 << 16), 1 << 16) : input;
    }

    /// Says where the first byte is that is no UTF-8.
    UserException malformedText()
            throws IOException
    {
        try (InputStream input = bytes()) {
            Utf8Check check = new Utf8Check();
            for (int b = input.read(); b >= 0; b = input.read()) {
                if (!check.accept(b)) {
                    return error(check.line(), "character %s: expected UTF-8, found the byte 0x%02x.".formatted(check.character(), b));
                }
            }
            return error(check.line(), "character %s: expected the rest of a UTF-8 character, found the end of the file.".formatted(check.character()));
        }
    }
}
