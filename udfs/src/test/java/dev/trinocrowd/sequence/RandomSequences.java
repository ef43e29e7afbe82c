package dev.trinocrowd.sequence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// Patterns of all shapes and small sequences that they often match.
final class RandomSequences
{
    record Event(long time, long conditions)
    {}

    private static final List<String> RELATIONS = List.of("<=", "<", ">=", ">", "==", "!=");

    private final Random random;

    RandomSequences(long seed)
    {
        random = new Random(seed);
    }

    /// @param relations how many of `<=, <, >=, >, ==, !=` may occur
    List<String> pattern(int relations)
    {
        int size = random.nextInt(7);
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean distance = random.nextInt(10) < 3 && i + 1 < size && (elements.isEmpty() || !elements.getLast().startsWith("(?t"));
            if (distance) {
                elements.add("(?t%s%s)".formatted(RELATIONS.get(random.nextInt(relations)), random.nextInt(7)));
            }
            else {
                elements.add(switch (random.nextInt(8)) {
                    case 0 -> ".";
                    case 1, 2 -> ".*";
                    default -> "(?%s)".formatted(1 + random.nextInt(3));
                });
            }
        }
        // A time condition needs an event after it.
        while (!elements.isEmpty() && (elements.getLast().equals(".*") || elements.getLast().startsWith("(?t"))
                && elements.stream().anyMatch(element -> element.startsWith("(?t"))) {
            elements.removeLast();
        }
        return elements;
    }

    /// Sorted; with ties only if asked for.
    List<Event> events(int largest, boolean ties)
    {
        int size = random.nextInt(largest + 1);
        List<Event> events = new ArrayList<>();
        long time = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            events.add(new Event(time, 1 + random.nextInt(7)));
            time += ties ? random.nextInt(4) : 1 + random.nextInt(4);
        }
        events.sort(Comparator.comparingLong(Event::time)
                .thenComparingInt(event -> Long.numberOfTrailingZeros(event.conditions()))
                .thenComparingLong(Event::conditions));
        return events;
    }
}
