package dev.trinocrowd.sequence;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.event.TimeScale;
import dev.trinocrowd.sequence.PatternElement.AnyEvent;
import dev.trinocrowd.sequence.PatternElement.AnyEvents;
import dev.trinocrowd.sequence.PatternElement.Condition;
import dev.trinocrowd.sequence.PatternElement.Distance;

import java.util.ArrayList;
import java.util.List;

import static java.lang.Math.unsignedMultiplyHigh;
import static java.util.Objects.requireNonNull;

/// Reads `(?1).*(?t<=3600)(?2)`. Every refusal is an [IllegalArgumentException] with a position, counted from 1.
final class PatternParser
{
    private static final int MAX_CONDITION = 63;
    private static final long MICROSECONDS_PER_SECOND = 1_000_000;

    private final String text;
    private final TimeScale scale;
    private int position;

    private PatternParser(String text, TimeScale scale)
    {
        this.text = requireNonNull(text, "text is null");
        this.scale = requireNonNull(scale, "scale is null");
    }

    static List<PatternElement> parse(String text, TimeScale scale)
    {
        return new PatternParser(text, scale).elements();
    }

    private List<PatternElement> elements()
    {
        List<PatternElement> elements = new ArrayList<>();
        skipBlanks();
        while (position < text.length()) {
            int start = position;
            PatternElement element = element();
            if (element instanceof Distance && !elements.isEmpty() && elements.getLast() instanceof Distance) {
                throw refusal("(?N), . or .* between two time conditions", start);
            }
            elements.add(element);
            skipBlanks();
        }
        // A distance is that of two events.
        List<PatternElement> events = elements.stream().filter(element -> !(element instanceof AnyEvents)).toList();
        if (!events.isEmpty() && events.getLast() instanceof Distance) {
            throw refusal("(?N) or . after the last time condition", position);
        }
        return ImmutableList.copyOf(elements);
    }

    private PatternElement element()
    {
        if (take(".*")) {
            return new AnyEvents();
        }
        if (take(".")) {
            return new AnyEvent();
        }
        if (!take("(?")) {
            throw refusal("(?N), ., .* or (?t<=N)", position);
        }
        skipBlanks();
        PatternElement element = take("t") ? distance() : condition();
        skipBlanks();
        if (!take(")")) {
            throw refusal(")", position);
        }
        return element;
    }

    private Condition condition()
    {
        int start = position;
        long number = number("a condition's number or t");
        if (number < 1 || number > MAX_CONDITION) {
            throw refusal("a condition's number from 1 to " + MAX_CONDITION, start);
        }
        return new Condition((int) number - 1);
    }

    private Distance distance()
    {
        skipBlanks();
        TimeRelation relation = relation();
        skipBlanks();
        long number = number("a whole number");
        return new Distance(relation, switch (scale) {
            case CALLER_UNIT -> number;
            // What is too long for 64 bits is as good as unbounded.
            case MICROSECONDS -> unsignedMultiplyHigh(number, MICROSECONDS_PER_SECOND) == 0 ? number * MICROSECONDS_PER_SECOND : -1;
        });
    }

    private TimeRelation relation()
    {
        // No symbol stands behind one that it begins with.
        for (TimeRelation relation : TimeRelation.values()) {
            if (take(relation.symbol())) {
                return relation;
            }
        }
        throw refusal("<=, <, >=, >, == or !=", position);
    }

    private long number(String expected)
    {
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        if (position == start) {
            throw refusal(expected, start);
        }
        try {
            return Long.parseLong(text, start, position, 10);
        }
        catch (NumberFormatException _) {
            throw refusal("a number of at most " + Long.MAX_VALUE, start);
        }
    }

    private boolean take(String token)
    {
        if (text.startsWith(token, position)) {
            position += token.length();
            return true;
        }
        return false;
    }

    private void skipBlanks()
    {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private IllegalArgumentException refusal(String expected, int at)
    {
        String found = at == text.length() ? "its end" : "'%s'".formatted(text.substring(at));
        return new IllegalArgumentException("Sequence pattern '%s' must have %s at position %s, found %s".formatted(text, expected, at + 1, found));
    }
}
