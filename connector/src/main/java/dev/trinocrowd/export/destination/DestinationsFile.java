package dev.trinocrowd.export.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.export.caps.Cap;
import dev.trinocrowd.export.caps.Caps;
import dev.trinocrowd.export.caps.Period;
import dev.trinocrowd.export.delivery.Backoff;
import dev.trinocrowd.export.delivery.OnUnknown;
import dev.trinocrowd.export.file.Compression;
import dev.trinocrowd.export.file.FileFormat;
import dev.trinocrowd.export.file.FileTarget;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The administrator's file of destinations: a JSON object with a member for each.
public final class DestinationsFile
{
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
    private static final Pattern CROWD = Pattern.compile("[^.\"\\s]+\\.[^.\"\\s]+");
    private static final String HTTP = "http";
    private static final String FILE = "file";
    private static final int MOST_ROWS = 1_000_000;
    private static final int MOST_LANES = 64;
    private static final int MOST_IN_FLIGHT = 256;
    private static final int MOST_ATTEMPTS = 100;
    private static final int HTTP_ROWS = 1_000;
    private static final int FILE_ROWS = 100_000;
    private static final int HTTP_IN_FLIGHT = 8;
    private static final int FILE_IN_FLIGHT = 1;
    private static final int FILE_LANES = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private DestinationsFile()
    {}

    /// @throws DestinationsException if something is wrong with it
    public static Destinations read(Path file)
    {
        return read(file, System.getenv());
    }

    static Destinations read(Path file, Map<String, String> environment)
    {
        String text;
        try {
            text = Files.readString(file);
        }
        catch (NoSuchFileException e) {
            throw new DestinationsException("The file of destinations %s is not there".formatted(file), e);
        }
        catch (IOException e) {
            throw new DestinationsException("The file of destinations %s cannot be read".formatted(file), e);
        }
        try {
            return parse(text, environment);
        }
        catch (DestinationsException e) {
            throw new DestinationsException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    static Destinations parse(String text, Map<String, String> environment)
    {
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        }
        catch (JsonProcessingException e) {
            throw new DestinationsException("line %s, column %s: %s".formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), e.getOriginalMessage()), e);
        }
        if (!tree.isObject()) {
            throw new DestinationsException("the file must be a JSON object with a member for each destination");
        }
        References references = new References(environment);
        ImmutableMap.Builder<String, Destination> destinations = ImmutableMap.builder();
        tree.properties().forEach(entry -> destinations.put(entry.getKey(), destination(entry.getKey(), entry.getValue(), references)));
        return new Destinations(destinations.buildOrThrow());
    }

    private static Destination destination(String name, JsonNode declared, References references)
    {
        if (!NAME.matcher(name).matches()) {
            throw new DestinationsException("a destination's name must be a letter and at most 62 more lower-case letters, digits, _ or -, found '%s'".formatted(name));
        }
        String place = "destination " + name;
        Fields fields = withProfile(new Fields(place, declared), declared);
        String kind = fields.choice("kind", Map.of(HTTP, HTTP, FILE, FILE)).orElseThrow(() -> fields.missing("kind"));
        Target target = kind.equals(HTTP) ? new Target.Http(HttpTargetReader.read(fields, references)) : new Target.File(file(fields));
        boolean isFile = kind.equals(FILE);
        int attempts = fields.number("attempts", 1, MOST_ATTEMPTS).orElse(Backoff.DEFAULT.attempts());
        Destination destination = new Destination(
                name,
                target,
                fields.number("batch-size", 1, MOST_ROWS).orElse(isFile ? FILE_ROWS : HTTP_ROWS),
                fields.number("lanes", 1, MOST_LANES).orElse(isFile ? FILE_LANES : 1),
                fields.number("in-flight", 1, MOST_IN_FLIGHT).orElse(isFile ? FILE_IN_FLIGHT : HTTP_IN_FLIGHT),
                fields.parsed("rate", "a rate such as 600/minute", Rate::parse),
                fields.duration("timeout").orElse(TIMEOUT),
                new Backoff(attempts, Backoff.DEFAULT.first(), Backoff.DEFAULT.longest(), fields.duration("patience").orElse(Backoff.DEFAULT.patience())),
                fields.choice("on-unknown", Map.of("hold", OnUnknown.HOLD, "resend", OnUnknown.RESEND)).orElse(OnUnknown.HOLD),
                suppression(fields),
                fields.object("caps").map(DestinationsFile::caps).orElse(Caps.NONE));
        fields.end();
        target.idempotency().life().ifPresent(life -> {
            if (life.compareTo(destination.timeout()) <= 0) {
                throw new DestinationsException("%s: the life of an idempotency key must be longer than 'timeout', found %s s".formatted(place, life.toSeconds()));
            }
        });
        return destination;
    }

    /// What the destination says itself takes the place of what its profile says.
    private static Fields withProfile(Fields fields, JsonNode declared)
    {
        Optional<String> profile = fields.text("profile");
        if (profile.isEmpty()) {
            return fields;
        }
        ObjectNode merged = Profiles.get(profile.orElseThrow(), fields, JSON).deepCopy();
        merged.setAll((ObjectNode) declared);
        merged.remove("profile");
        return new Fields(fields.place(), merged);
    }

    private static FileTarget file(Fields fields)
    {
        FileFormat format = fields.choice("format", Map.of("csv", FileFormat.CSV, "jsonl", FileFormat.JSONL, "parquet", FileFormat.PARQUET))
                .orElseThrow(() -> fields.missing("format"));
        try {
            return new FileTarget(
                    format,
                    fields.choice("compression", Map.of("none", Compression.NONE, "gzip", Compression.GZIP)).orElse(Compression.NONE),
                    fields.requiredText("location"),
                    fields.flag("spreadsheet-safe"));
        }
        catch (IllegalArgumentException e) {
            throw fields.error(e.getMessage(), e);
        }
    }

    private static List<String> suppression(Fields fields)
    {
        List<String> crowds = new ArrayList<>(fields.values("suppression"));
        crowds.forEach(crowd -> {
            if (!CROWD.matcher(crowd).matches()) {
                throw new DestinationsException("%s: 'suppression' must name crowds as schema.table, found '%s'".formatted(fields.place(), crowd));
            }
        });
        return crowds;
    }

    private static Caps caps(Fields fields)
    {
        ImmutableList.Builder<Cap> caps = ImmutableList.builder();
        for (Period period : Period.values()) {
            fields.number(period.toString(), 1, Integer.MAX_VALUE).ifPresent(most -> caps.add(new Cap(period, most)));
        }
        Optional<ZoneId> zone = fields.parsed("zone", "a time zone such as Asia/Shanghai", DestinationsFile::zone);
        fields.end();
        List<Cap> declared = caps.build();
        if (declared.isEmpty()) {
            throw fields.error("expected 'day', 'week' or 'month'");
        }
        return new Caps(declared, zone.orElse(ZoneOffset.UTC));
    }

    private static ZoneId zone(String text)
    {
        try {
            return ZoneId.of(text);
        }
        catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
