package dev.trinocrowd.launcher.sql;

import static java.lang.Character.COMBINING_SPACING_MARK;
import static java.lang.Character.ENCLOSING_MARK;
import static java.lang.Character.FORMAT;
import static java.lang.Character.NON_SPACING_MARK;

/// How many cells of a terminal a text takes: wide East Asian characters and emoji take two, marks none.
public final class DisplayWidth
{
    private DisplayWidth()
    {}

    public static int of(String text)
    {
        return text.codePoints().map(DisplayWidth::ofCodePoint).sum();
    }

    /// The longest start of the text that is not wider.
    public static String cut(String text, int width)
    {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            used += ofCodePoint(codePoint);
            if (used > width) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end);
    }

    private static int ofCodePoint(int codePoint)
    {
        return switch (Character.getType(codePoint)) {
            case NON_SPACING_MARK, ENCLOSING_MARK, COMBINING_SPACING_MARK, FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint)
    {
        return (codePoint >= 0x1100 && codePoint <= 0x115F) ||
                (codePoint >= 0x2E80 && codePoint <= 0xA4CF) ||
                (codePoint >= 0xAC00 && codePoint <= 0xD7A3) ||
                (codePoint >= 0xF900 && codePoint <= 0xFAFF) ||
                (codePoint >= 0xFE30 && codePoint <= 0xFE6F) ||
                (codePoint >= 0xFF00 && codePoint <= 0xFF60) ||
                (codePoint >= 0xFFE0 && codePoint <= 0xFFE6) ||
                (codePoint >= 0x1F300 && codePoint <= 0x1FAFF) ||
                (codePoint >= 0x20000 && codePoint <= 0x3FFFD);
    }
}
