package dev.trinocrowd.lifecycle;

import dev.trinocrowd.bitmap.BitmapRanges;

import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/// The periods of a user's life in which something is to be said: those with activity, and the first ones without.
///
/// @param created the period in which the user is new, whatever came before; the first active one if absent
/// @param until the last period that is listed
public record LifecycleStates(OptionalLong created, OptionalLong until)
{
    static final long MAX_PERIODS = 1_000_000;

    /// What happens with each period in turn.
    @FunctionalInterface
    public interface Consumer
    {
        void accept(long period, LifecycleState state);
    }

    public LifecycleStates
    {
        requireNonNull(created, "created is null");
        requireNonNull(until, "until is null");
    }

    /// In ascending order.
    public void list(BitmapRanges active, Consumer consumer)
    {
        long last = until.orElse(Long.MAX_VALUE);
        checkPeriods(active, last);
        for (int i = 0; i < active.count() && active.first(i) <= last; i++) {
            long first = active.first(i);
            // An equal test as the end, because the largest number has no successor.
            long end = Math.min(active.last(i), last);
            for (long period = first;; period++) {
                consumer.accept(period, state(period, period == first, i == 0));
                if (period == end) {
                    break;
                }
            }
            if (active.last(i) < last) {
                consumer.accept(active.last(i) + 1, LifecycleState.DORMANT);
            }
        }
    }

    private LifecycleState state(long period, boolean isFirstOfRange, boolean isFirstRange)
    {
        if (created.isPresent() ? period == created.getAsLong() : isFirstOfRange && isFirstRange) {
            return LifecycleState.NEW;
        }
        return isFirstOfRange ? LifecycleState.RESURRECTING : LifecycleState.RETURNING;
    }

    private static void checkPeriods(BitmapRanges active, long last)
    {
        long periods = 0;
        for (int i = 0; i < active.count() && active.first(i) <= last; i++) {
            periods += Math.min(active.last(i), last) - active.first(i) + 1;
            if (periods > MAX_PERIODS) {
                throw new IllegalArgumentException("lifecycle_states takes at most %s active periods, found more".formatted(MAX_PERIODS));
            }
        }
    }
}
