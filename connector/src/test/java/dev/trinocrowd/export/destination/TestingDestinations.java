package dev.trinocrowd.export.destination;

import java.util.Map;

/// Destinations from text, for the tests of other packages.
public final class TestingDestinations
{
    private TestingDestinations()
    {}

    /// @param json what the file has for the destination
    public static Destination parse(String json, Map<String, String> environment)
    {
        return DestinationsFile.parse("{\"it\": %s}".formatted(json), environment).get("it");
    }
}
