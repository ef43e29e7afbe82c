package dev.trinocrowd.export.http;

import com.google.common.collect.ImmutableList;

import java.net.URLEncoder;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Takes secrets out of what a platform says: some answer with the header that they refuse.
final class Redactor
{
    private static final int MOST_CHARACTERS = 500;
    /// Shorter ones would hit words that are none.
    private static final int FEWEST_CHARACTERS = 4;

    private final List<String> secrets;

    Redactor(Collection<Secret> secrets)
    {
        this.secrets = secrets.stream()
                .map(Secret::reveal)
                .flatMap(secret -> Stream.of(secret, URLEncoder.encode(secret, UTF_8)))
                .filter(secret -> secret.length() >= FEWEST_CHARACTERS)
                .distinct()
                // one may be a part of another
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(ImmutableList.toImmutableList());
    }

    /// @return the text on one line, shortened, without secrets
    String redact(String text)
    {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, Secret.STARS);
        }
        redacted = redacted.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
        return redacted.length() <= MOST_CHARACTERS ? redacted : redacted.substring(0, MOST_CHARACTERS) + "…";
    }
}
