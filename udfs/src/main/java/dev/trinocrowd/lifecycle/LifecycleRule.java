package dev.trinocrowd.lifecycle;

import com.google.common.math.LongMath;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// A model applied to a customer's times.
public final class LifecycleRule
{
    private final ActivityTime time;
    private final LifecycleModel model;

    private LifecycleRule(ActivityTime time, LifecycleModel model)
    {
        this.time = requireNonNull(time, "time is null");
        this.model = requireNonNull(model, "model is null");
    }

    public static LifecycleRule parse(String options, ActivityTime time)
    {
        return new LifecycleRule(time, LifecycleModel.parse(options, time));
    }

    /// @return empty for one who was not yet a customer at `asOf`
    public Optional<LifecycleStage> stage(long firstActive, long lastActive, long activity, long asOf)
    {
        if (firstActive > lastActive) {
            throw new IllegalArgumentException(
                    "lifecycle_stage takes a first_active that is not after last_active, found %s and %s".formatted(time.text(firstActive), time.text(lastActive)));
        }
        if (asOf < firstActive) {
            return Optional.empty();
        }
        long age = LongMath.saturatedSubtract(asOf, firstActive);
        long silence = Math.max(0, LongMath.saturatedSubtract(asOf, lastActive));
        return Optional.of(model.stage(age, silence, activity));
    }
}
