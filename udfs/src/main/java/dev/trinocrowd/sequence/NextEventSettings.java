package dev.trinocrowd.sequence;

import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.options.Options;

import java.util.Locale;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/// Which anchor counts, and on which side of it the event is wanted.
record NextEventSettings(Direction direction, Anchor anchor)
{
    enum Direction
    {
        FORWARD,
        BACKWARD,
    }

    enum Anchor
    {
        /// The first anchor.
        FIRST,
        /// The last anchor.
        LAST,
        /// The first event, if it is an anchor.
        HEAD,
        /// The last event, if it is an anchor.
        TAIL,
    }

    private static final String DIRECTION = "direction";
    private static final String ANCHOR = "anchor";
    private static final Set<String> NAMES = ImmutableSet.of(DIRECTION, ANCHOR);

    NextEventSettings
    {
        requireNonNull(direction, "direction is null");
        requireNonNull(anchor, "anchor is null");
        if (direction == Direction.FORWARD && anchor == Anchor.TAIL) {
            throw new IllegalArgumentException("Nothing follows the last event: anchor=tail needs direction=backward");
        }
        if (direction == Direction.BACKWARD && anchor == Anchor.HEAD) {
            throw new IllegalArgumentException("Nothing precedes the first event: anchor=head needs direction=forward");
        }
    }

    static NextEventSettings parse(String options)
    {
        Options parsed = Options.parse(options, NAMES);
        return new NextEventSettings(
                parsed.value(DIRECTION, "forward or backward", value -> choice(Direction.class, value)).orElse(Direction.FORWARD),
                parsed.value(ANCHOR, "first, last, head or tail", value -> choice(Anchor.class, value)).orElse(Anchor.FIRST));
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String value)
    {
        for (E choice : type.getEnumConstants()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(value)) {
                return choice;
            }
        }
        throw new IllegalArgumentException(value);
    }
}
