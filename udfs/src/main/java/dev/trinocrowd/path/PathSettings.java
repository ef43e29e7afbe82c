package dev.trinocrowd.path;

import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.event.TimeScale;
import dev.trinocrowd.options.Options;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;

import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/// Where a path begins, ends and is cut.
///
/// @param gap the longest pause within a session
/// @param start the event at whose first occurrence a path begins
/// @param end the event at whose last occurrence a path ends
/// @param collapse whether a run of one event is one node
/// @param reverse whether the path is listed from its end
record PathSettings(long gap, int maxSteps, Optional<Slice> start, Optional<Slice> end, boolean collapse, boolean reverse)
{
    static final int STEP_LIMIT = 1000;

    private static final String START = "start";
    private static final String END = "end";
    private static final String COLLAPSE = "collapse";
    private static final String REVERSE = "reverse";
    private static final Set<String> NAMES = ImmutableSet.of(START, END, COLLAPSE, REVERSE);

    PathSettings
    {
        requireNonNull(start, "start is null");
        requireNonNull(end, "end is null");
    }

    static PathSettings parse(long gap, long maxSteps, String options, TimeScale scale)
    {
        if (gap <= 0) {
            throw new IllegalArgumentException("path_analysis gap must be positive, found %s".formatted(scale.duration(gap)));
        }
        if (maxSteps < 1 || maxSteps > STEP_LIMIT) {
            throw new IllegalArgumentException("path_analysis max_steps must be 1 to %s, found %s".formatted(STEP_LIMIT, maxSteps));
        }
        Options parsed = Options.parse(options, NAMES);
        return new PathSettings(
                gap,
                (int) maxSteps,
                parsed.text(START).map(Slices::utf8Slice),
                parsed.text(END).map(Slices::utf8Slice),
                parsed.flag(COLLAPSE),
                parsed.flag(REVERSE));
    }

    /// Whether a long path keeps its last nodes as listed: those nearest to the end that was asked for.
    boolean keepsLast()
    {
        return end.isPresent() && start.isEmpty() && !reverse;
    }

    long retainedBytes()
    {
        return start.map(Slice::getRetainedSize).orElse(0L) + end.map(Slice::getRetainedSize).orElse(0L);
    }
}
