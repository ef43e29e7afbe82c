package dev.trinocrowd.launcher.load;

import dev.trinocrowd.launcher.UserException;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.Optional;

/// Says where a quote is broken: the CSV parser knows that one is, but not at which character of which line.
final class BrokenQuote
{
    private long line = 1;
    private long character;
    private long openedLine;
    private long openedCharacter;
    private boolean afterLineFeed;

    private BrokenQuote()
    {}

    static Optional<UserException> find(SourceFile file)
            throws IOException
    {
        try (Reader reader = file.reader()) {
            return new BrokenQuote().find(file, new PushbackReader(reader, 1));
        }
    }

    private Optional<UserException> find(SourceFile file, PushbackReader reader)
            throws IOException
    {
        boolean atStart = true;
        for (int c = read(reader); c >= 0; c = read(reader)) {
            if (atStart && c == '"') {
                if (!skipQuoted(reader)) {
                    return Optional
                            .of(file.error(openedLine, "character %s: expected the quote that opens here to be closed, found the end of the file.".formatted(openedCharacter)));
                }
                // Blanks between a quote and the delimiter are let pass by the parser too.
                c = read(reader);
                while (c == ' ' && c != file.delimiter()) {
                    c = read(reader);
                }
                if (c >= 0 && c != file.delimiter() && c != '\n' && c != '\r') {
                    return Optional.of(file.error(line, "character %s: expected '%s' or the end of the line after the closing quote, found '%s'.".formatted(character,
                            file.delimiter(), Character.toString(c))));
                }
            }
            atStart = c == file.delimiter() || c == '\n' || c == '\r';
        }
        return Optional.empty();
    }

    /// @return whether the quote is closed
    private boolean skipQuoted(PushbackReader reader)
            throws IOException
    {
        openedLine = line;
        openedCharacter = character;
        for (int c = read(reader); c >= 0; c = read(reader)) {
            if (c == '"') {
                int next = reader.read();
                if (next != '"') {
                    if (next >= 0) {
                        reader.unread(next);
                    }
                    return true;
                }
                character++;
            }
        }
        return false;
    }

    private int read(PushbackReader reader)
            throws IOException
    {
        if (afterLineFeed) {
            line++;
            character = 0;
        }
        int c = reader.read();
        afterLineFeed = c == '\n';
        character++;
        return c;
    }
}
