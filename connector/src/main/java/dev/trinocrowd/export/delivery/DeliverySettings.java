package dev.trinocrowd.export.delivery;

import java.util.OptionalDouble;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// How a lane sends.
///
/// @param plan for lanes that never ran
/// @param inFlight the most batches that are on their way at a time; what is held in memory is these and one chunk
/// @param callsPerSecond of this lane; empty for as many as possible
/// @param giveUpAfter how many batches in a row may use up their attempts before the lane ends
public record DeliverySettings(
        LanePlan plan,
        int inFlight,
        OptionalDouble callsPerSecond,
        Backoff backoff,
        Idempotency idempotency,
        OnUnknown onUnknown,
        int giveUpAfter)
{
    public DeliverySettings
    {
        requireNonNull(plan, "plan is null");
        checkArgument(inFlight > 0, "the number of batches in flight must be positive, found %s", inFlight);
        requireNonNull(callsPerSecond, "callsPerSecond is null");
        requireNonNull(backoff, "backoff is null");
        requireNonNull(idempotency, "idempotency is null");
        requireNonNull(onUnknown, "onUnknown is null");
        checkArgument(giveUpAfter > 0, "the number of failures must be positive, found %s", giveUpAfter);
    }
}
