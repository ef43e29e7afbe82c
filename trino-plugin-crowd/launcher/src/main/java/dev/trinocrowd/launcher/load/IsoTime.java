package dev.trinocrowd.launcher.load;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/// A point in time in one of the usual spellings of ISO 8601, in UTC if it carries an offset.
///
/// @param fractionDigits the significant digits of the second's fraction
/// @param hasOffset whether the text said its distance from UTC
record IsoTime(LocalDateTime time, int fractionDigits, boolean hasOffset)
{
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)");
    private static final Pattern TIME = Pattern.compile(
            "(?<date>\\d{4}-\\d\\d-\\d\\d)([T ](?<hour>\\d\\d):(?<minute>\\d\\d)(:(?<second>\\d\\d)([.,](?<fraction>\\d{1,12}))?)? ?(?<offset>Z|UTC|[+-]\\d\\d(:?\\d\\d)?)?)?");
    private static final DateTimeFormatter NANOSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS");

    IsoTime
    {
        requireNonNull(time, "time is null");
    }

    static Optional<LocalDate> parseDate(String text)
    {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))));
        }
        catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// A date alone is its midnight.
    static Optional<IsoTime> parse(String text)
    {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<LocalDate> date = parseDate(matcher.group("date"));
        if (date.isEmpty() || matcher.group("hour") == null) {
            return date.map(day -> new IsoTime(day.atStartOfDay(), 0, false));
        }
        try {
            String fraction = requireNonNullElse(matcher.group("fraction"), "").replaceFirst("0+$", "");
            if (fraction.length() > 9) {
                return Optional.empty();
            }
            LocalTime time = LocalTime.of(
                    Integer.parseInt(matcher.group("hour")),
                    Integer.parseInt(matcher.group("minute")),
                    Integer.parseInt(requireNonNullElse(matcher.group("second"), "0")),
                    Integer.parseInt((fraction + "000000000").substring(0, 9)));
            LocalDateTime local = date.get().atTime(time);
            Optional<ZoneOffset> offset = Optional.ofNullable(matcher.group("offset")).map(zone -> zone.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(zone));
            return Optional.of(new IsoTime(offset.map(zone -> local.minusSeconds(zone.getTotalSeconds())).orElse(local), fraction.length(), offset.isPresent()));
        }
        catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    String sql()
    {
        String text = time.format(NANOSECONDS);
        int point = text.length() - 10;
        return text.substring(0, fractionDigits == 0 ? point : point + 1 + fractionDigits);
    }
}
