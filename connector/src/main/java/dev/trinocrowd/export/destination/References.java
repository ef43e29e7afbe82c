package dev.trinocrowd.export.destination;

import dev.trinocrowd.export.http.Secret;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/// Texts that the administrator's file does not hold, but names: `${ENV:NAME}`, `${FILE:/path}`.
final class References
{
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(ENV|FILE):([^}]+)}");

    private final Map<String, String> environment;

    References(Map<String, String> environment)
    {
        this.environment = requireNonNull(environment, "environment is null");
    }

    /// @throws DestinationsException if the text is not there, or is no reference
    Secret secret(Fields fields, String name)
    {
        String text = fields.requiredText(name);
        return find(fields, name, text).orElseThrow(() -> new DestinationsException(
                "%s: '%s' must be ${ENV:NAME} or ${FILE:/path}, since secrets do not belong into this file".formatted(fields.place(), name)));
    }

    /// A text that may be secret: a reference, or what stands there.
    Secret resolve(Fields fields, String name, String text)
    {
        return find(fields, name, text).orElseGet(() -> new Secret(text));
    }

    static boolean isReference(String text)
    {
        return REFERENCE.matcher(text).matches();
    }

    private Optional<Secret> find(Fields fields, String name, String text)
    {
        Matcher matcher = REFERENCE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String source = matcher.group(2);
        String found = matcher.group(1).equals("ENV") ? environment.get(source) : read(fields, name, source);
        if (found == null || found.isEmpty()) {
            throw new DestinationsException("%s: '%s' is to come from %s, which %s".formatted(fields.place(), name, text, found == null ? "is not set" : "is empty"));
        }
        if (found.chars().anyMatch(Character::isISOControl)) {
            throw new DestinationsException("%s: '%s' comes from %s, which must be one line without control characters".formatted(fields.place(), name, text));
        }
        return Optional.of(new Secret(found));
    }

    /// The file's text; the line feed that editors put at its end is not part of it.
    private static String read(Fields fields, String name, String file)
    {
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        }
        catch (NoSuchFileException e) {
            throw new DestinationsException("%s: '%s' is to come from the file %s, which is not there".formatted(fields.place(), name, file), e);
        }
        catch (CharacterCodingException e) {
            throw new DestinationsException("%s: '%s' is to come from the file %s, which is not UTF-8".formatted(fields.place(), name, file));
        }
        catch (IOException e) {
            throw new DestinationsException("%s: '%s' is to come from the file %s, which cannot be read".formatted(fields.place(), name, file), e);
        }
    }
}
