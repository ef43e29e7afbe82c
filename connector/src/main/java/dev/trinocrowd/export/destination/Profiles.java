package dev.trinocrowd.export.destination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trinocrowd.options.NearNames;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/// What is known of platforms, so that a destination need not say it. A profile has the keys of a destination; what the destination says itself counts.
final class Profiles
{
    private static final Set<String> NAMES = Set.of("jpush", "jpush-alias");

    private Profiles()
    {}

    /// @param fields for messages
    static JsonNode get(String name, Fields fields, ObjectMapper json)
    {
        if (!NAMES.contains(name)) {
            throw new DestinationsException("%s: there is no profile '%s'%s".formatted(fields.place(), name, NearNames.suggestion(name, NAMES)));
        }
        try (InputStream stream = Profiles.class.getResourceAsStream("/dev/trinocrowd/export/profiles/%s.json".formatted(name))) {
            return json.readTree(stream);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
