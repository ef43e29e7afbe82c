package dev.trinocrowd.attribution;

import java.util.Locale;

import static java.util.Arrays.stream;
import static java.util.stream.Collectors.joining;

/// How the value of a conversion is divided among the touches before it.
enum AttributionModel
{
    FIRST,
    LAST,
    LAST_NON_DIRECT,
    LINEAR,
    POSITION,
    TIME_DECAY;

    static final String EXPECTED = stream(values()).map(AttributionModel::text).collect(joining(", "));

    static AttributionModel parse(String text)
    {
        return stream(values())
                .filter(model -> model.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private String text()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
