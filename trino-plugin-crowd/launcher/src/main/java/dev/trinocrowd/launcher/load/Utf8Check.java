package dev.trinocrowd.launcher.load;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;

import static java.nio.charset.CodingErrorAction.REPORT;
import static java.nio.charset.StandardCharsets.UTF_8;

/// Follows a text byte by byte, to say where it stops being UTF-8.
final class Utf8Check
{
    private final CharsetDecoder decoder = UTF_8.newDecoder().onMalformedInput(REPORT);
    private final ByteBuffer pending = ByteBuffer.allocate(4);
    private final CharBuffer decoded = CharBuffer.allocate(4);
    private long line = 1;
    private long character = 1;

    boolean accept(int b)
    {
        pending.put((byte) b);
        pending.flip();
        boolean malformed = decoder.decode(pending, decoded.clear(), false).isError();
        pending.compact();
        if (malformed) {
            return false;
        }
        if (decoded.position() > 0) {
            if (b == '\n') {
                line++;
                character = 1;
            }
            else {
                character++;
            }
        }
        return true;
    }

    long line()
    {
        return line;
    }

    long character()
    {
        return character;
    }
}
