package dev.trinocrowd.export.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static com.google.common.base.Preconditions.checkArgument;

/// HTTP statuses: `200`, `5xx`, `500-504`.
public record StatusRange(int first, int last)
{
    private static final int LEAST = 100;
    private static final int MOST = 599;
    private static final Pattern TEXT = Pattern.compile("(\\d{3})(?:-(\\d{3}))?|([1-5])xx");

    public StatusRange
    {
        checkArgument(first >= LEAST && last >= first && last <= MOST, "expected a status such as 400, 5xx or 500-504, found %s-%s", first, last);
    }

    public static StatusRange parse(String text)
    {
        Matcher matcher = TEXT.matcher(text);
        checkArgument(matcher.matches(), "expected a status such as 400, 5xx or 500-504, found %s", text);
        if (matcher.group(3) != null) {
            int hundred = Integer.parseInt(matcher.group(3)) * 100;
            return new StatusRange(hundred, hundred + 99);
        }
        int first = Integer.parseInt(matcher.group(1));
        return new StatusRange(first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)));
    }

    boolean contains(int status)
    {
        return status >= first && status <= last;
    }
}
