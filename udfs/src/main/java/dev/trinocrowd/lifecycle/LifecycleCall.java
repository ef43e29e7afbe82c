package dev.trinocrowd.lifecycle;

import com.google.common.collect.ImmutableMap;
import io.airlift.slice.Slice;

import java.util.Arrays;
import java.util.Optional;

import static com.google.common.collect.Maps.toImmutableEnumMap;
import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.airlift.slice.Slices.utf8Slice;
import static java.util.Objects.requireNonNull;

/// One call of `lifecycle_stage` in a query, whose options are the same for every row of most queries: only a change is parsed.
///
/// The last parse is one immutable object, so that threads may share a call without locks.
final class LifecycleCall
{
    private static final ImmutableMap<LifecycleStage, Slice> LABELS = Arrays.stream(LifecycleStage.values())
            .collect(toImmutableEnumMap(stage -> stage, stage -> utf8Slice(stage.label())));

    private final ActivityTime time;
    private final LifecycleRule defaults;
    private Parsed last;

    LifecycleCall(ActivityTime time)
    {
        this.time = requireNonNull(time, "time is null");
        this.defaults = LifecycleRule.parse("", time);
    }

    Slice stage(long firstActive, long lastActive, long activity, long asOf)
    {
        return stage(defaults, firstActive, lastActive, activity, asOf);
    }

    Slice stage(long firstActive, long lastActive, long activity, long asOf, Slice options)
    {
        return stage(rule(options), firstActive, lastActive, activity, asOf);
    }

    private LifecycleRule rule(Slice options)
    {
        Parsed parsed = last;
        if (parsed == null || !parsed.options.equals(options)) {
            try {
                // a copy, because the slice may be a view of a whole page
                parsed = new Parsed(options.copy(), LifecycleRule.parse(options.toStringUtf8(), time));
            }
            catch (IllegalArgumentException e) {
                throw invalidArgument(e);
            }
            last = parsed;
        }
        return parsed.rule;
    }

    private static Slice stage(LifecycleRule rule, long firstActive, long lastActive, long activity, long asOf)
    {
        try {
            Optional<LifecycleStage> stage = rule.stage(firstActive, lastActive, activity, asOf);
            return stage.isPresent() ? LABELS.get(stage.get()) : null;
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    private record Parsed(Slice options, LifecycleRule rule)
    {
        private Parsed
        {
            requireNonNull(options, "options is null");
            requireNonNull(rule, "rule is null");
        }
    }
}
