package dev.trinocrowd.export.destination;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// The most calls of a destination: `600/minute`.
public record Rate(int calls, TimeUnit unit)
{
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(second|minute|hour|day)");

    public Rate
    {
        checkArgument(calls > 0, "a rate must be positive, found %s", calls);
        requireNonNull(unit, "unit is null");
    }

    static Rate parse(String text)
    {
        Matcher matcher = TEXT.matcher(text);
        checkArgument(matcher.matches(), "expected a rate such as 600/minute, found %s", text);
        return new Rate(Integer.parseInt(matcher.group(1)), TimeUnit.valueOf(matcher.group(2).toUpperCase(Locale.ROOT) + "S"));
    }

    public double perSecond()
    {
        return (double) calls / unit.toSeconds(1);
    }
}
