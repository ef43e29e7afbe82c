package dev.trinocrowd.launcher.deliver;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// Times such as `30s`, `10m` or `1h30m`.
final class WaitTime
        implements ITypeConverter<Duration>
{
    @Override
    public Duration convert(String text)
    {
        try {
            Duration duration = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
            if (!duration.isNegative()) {
                return duration;
            }
        }
        catch (DateTimeParseException _) {
            // Said below, together with what else may be wrong.
        }
        throw new TypeConversionException("expected a time such as 30s, 10m or 1h30m, found '%s'".formatted(text));
    }
}
