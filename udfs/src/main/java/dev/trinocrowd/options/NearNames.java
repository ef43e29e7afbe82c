package dev.trinocrowd.options;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Finds the names that somebody may have meant.
public final class NearNames
{
    private static final int MOST_NAMES = 3;
    /// More are not worth the time that comparing them takes.
    private static final int MOST_COMPARED = 10_000;
    private static final int MOST_LETTERS = 64;

    private NearNames()
    {}

    private record Near(String name, int distance)
    {}

    /// @return the end of a message, with the comma before it
    public static String suggestion(String name, Collection<String> known)
    {
        if (known.isEmpty()) {
            return ", which is empty";
        }
        List<String> near = known.stream()
                .limit(MOST_COMPARED)
                .map(other -> new Near(other, EditDistance.between(fold(name), fold(other))))
                .filter(other -> other.distance <= 1 + name.length() / 3)
                .sorted((left, right) -> left.distance != right.distance ? Integer.compare(left.distance, right.distance) : left.name.compareTo(right.name))
                .limit(MOST_NAMES)
                .map(Near::name)
                .toList();
        if (near.isEmpty()) {
            return "";
        }
        return ", did you mean " + String.join(", ", near) + "?";
    }

    private static String fold(String name)
    {
        String folded = name.toLowerCase(Locale.ROOT);
        return folded.length() <= MOST_LETTERS ? folded : folded.substring(0, MOST_LETTERS);
    }
}
