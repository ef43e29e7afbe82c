package dev.trinocrowd.sequence;

import dev.trinocrowd.sequence.RandomSequences.Event;

import java.util.ArrayList;
import java.util.List;

/// Tries every way to match a pattern, without any thought of speed.
final class SlowSequences
{
    private final List<String> pattern;
    private final List<Event> events;
    /// The positions that each match takes, and where it ends.
    private final List<List<Integer>> matches = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    /// The positions taken up to and with each condition.
    private final List<List<Integer>> beginnings = new ArrayList<>();

    private SlowSequences(List<String> pattern, List<Event> events, int from)
    {
        this.pattern = new ArrayList<>();
        this.pattern.add(".*");
        this.pattern.addAll(pattern);
        this.events = events;
        match(0, from, from, new ArrayList<>());
    }

    static boolean matches(List<String> pattern, List<Event> events)
    {
        return !events.isEmpty() && !new SlowSequences(pattern, events, 0).matches.isEmpty();
    }

    static long count(List<String> pattern, List<Event> events)
    {
        long count = 0;
        int position = 0;
        while (position < events.size()) {
            List<Integer> ends = new SlowSequences(pattern, events, position).ends;
            if (ends.isEmpty()) {
                break;
            }
            count++;
            position = Math.max(position + 1, ends.stream().min(Integer::compare).orElseThrow());
        }
        return count;
    }

    static List<Long> times(List<String> pattern, List<Event> events)
    {
        if (events.isEmpty()) {
            return List.of();
        }
        SlowSequences slow = new SlowSequences(pattern, events, 0);
        List<List<Integer>> candidates = slow.matches;
        if (candidates.isEmpty()) {
            long most = slow.beginnings.stream().mapToLong(taken -> slow.times(taken).size()).max().orElse(0);
            candidates = slow.beginnings.stream().filter(taken -> slow.times(taken).size() == most).toList();
        }
        return candidates.stream().min(SlowSequences::compare).map(slow::times).orElse(List.of());
    }

    private static int compare(List<Integer> left, List<Integer> right)
    {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!left.get(i).equals(right.get(i))) {
                return Integer.compare(left.get(i), right.get(i));
            }
        }
        return 0;
    }

    /// The times of those events that conditions took.
    private List<Long> times(List<Integer> taken)
    {
        List<String> takers = pattern.stream().filter(element -> !element.equals(".*") && !element.startsWith("(?t")).toList();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            if (!takers.get(i).equals(".")) {
                times.add(events.get(taken.get(i)).time());
            }
        }
        return times;
    }

    private void match(int element, int position, int origin, List<Integer> taken)
    {
        if (element == pattern.size()) {
            matches.add(taken);
            ends.add(position);
            return;
        }
        String text = pattern.get(element);
        if (text.equals(".*")) {
            for (int next = position; next <= events.size(); next++) {
                match(element + 1, next, next, taken);
            }
            return;
        }
        if (text.startsWith("(?t")) {
            for (int next = position; next < events.size(); next++) {
                if (holds(text, events.get(next).time() - events.get(origin).time())) {
                    match(element + 1, next, next, taken);
                }
            }
            return;
        }
        if (position == events.size()) {
            return;
        }
        List<Integer> more = new ArrayList<>(taken);
        more.add(position);
        if (text.equals(".")) {
            match(element + 1, position + 1, position, more);
            return;
        }
        int condition = text.charAt(2) - '1';
        if ((events.get(position).conditions() >>> condition & 1) == 1) {
            beginnings.add(more);
            match(element + 1, position + 1, position, more);
        }
    }

    private static boolean holds(String text, long distance)
    {
        String symbol = text.replaceAll("[^<>=!]", "");
        long bound = Long.parseLong(text.replaceAll("[^0-9]", ""));
        return switch (symbol) {
            case "<=" -> distance <= bound;
            case "<" -> distance < bound;
            case ">=" -> distance >= bound;
            case ">" -> distance > bound;
            case "==" -> distance == bound;
            case "!=" -> distance != bound;
            default -> throw new IllegalArgumentException(symbol);
        };
    }
}
