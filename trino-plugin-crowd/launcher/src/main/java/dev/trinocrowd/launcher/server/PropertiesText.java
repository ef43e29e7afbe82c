package dev.trinocrowd.launcher.server;

import java.util.Map;

import static java.util.stream.Collectors.joining;

/// A properties file with its entries in the order of the map, and without the date that [java.util.Properties] would write.
final class PropertiesText
{
    private PropertiesText()
    {}

    static String of(Map<String, String> entries)
    {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\") + "\n")
                .collect(joining());
    }
}
