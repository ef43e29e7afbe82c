package dev.trinocrowd.period;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;

import static java.util.stream.Collectors.joining;

/// Names to offer to one who has misspelt a zone.
final class ZoneNames
{
    private static final int OFFERED = 3;

    private ZoneNames()
    {}

    /// The names that begin and end most like the one given.
    static String closest(String name)
    {
        String wanted = name.toLowerCase(Locale.ENGLISH);
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
                .sorted(Comparator.comparingInt((String zone) -> -likeness(zone.toLowerCase(Locale.ENGLISH), wanted)).thenComparing(Comparator.naturalOrder()))
                .limit(OFFERED)
                .collect(joining(", "));
    }

    private static int likeness(String zone, String wanted)
    {
        int shorter = Math.min(zone.length(), wanted.length());
        int prefix = 0;
        while (prefix < shorter && zone.charAt(prefix) == wanted.charAt(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < shorter - prefix && zone.charAt(zone.length() - 1 - suffix) == wanted.charAt(wanted.length() - 1 - suffix)) {
            suffix++;
        }
        return prefix + suffix;
    }
}
