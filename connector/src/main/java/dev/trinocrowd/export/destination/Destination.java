package dev.trinocrowd.export.destination;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.export.caps.Caps;
import dev.trinocrowd.export.delivery.Backoff;
import dev.trinocrowd.export.delivery.DeliverySettings;
import dev.trinocrowd.export.delivery.Idempotency;
import dev.trinocrowd.export.delivery.OnUnknown;
import dev.trinocrowd.export.delivery.RowSchema;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import static java.util.Objects.requireNonNull;

/// Where rows may go, as the administrator declared it.
///
/// @param lanes how many senders there are side by side
/// @param inFlight the most batches of a lane that are on their way
/// @param rate of calls, all lanes together
/// @param timeout of a call
/// @param suppression crowds whose members get nothing through this destination, as `schema.table`
public record Destination(
        String name,
        Target target,
        int batchSize,
        int lanes,
        int inFlight,
        Optional<Rate> rate,
        Duration timeout,
        Backoff backoff,
        OnUnknown onUnknown,
        List<String> suppression,
        Caps caps)
{
    /// How many batches in a row may come to nothing.
    private static final int GIVE_UP_AFTER = 3;

    public Destination
    {
        requireNonNull(name, "name is null");
        requireNonNull(target, "target is null");
        requireNonNull(rate, "rate is null");
        requireNonNull(timeout, "timeout is null");
        requireNonNull(backoff, "backoff is null");
        requireNonNull(onUnknown, "onUnknown is null");
        suppression = ImmutableList.copyOf(suppression);
        requireNonNull(caps, "caps is null");
    }

    /// How one of the lanes sends.
    ///
    /// @throws IllegalArgumentException if rows of this schema cannot go there
    public DeliverySettings settings(RowSchema schema)
    {
        target.check(schema);
        return new DeliverySettings(
                target.plan(batchSize, schema),
                inFlight,
                rate.map(all -> OptionalDouble.of(all.perSecond() / lanes)).orElse(OptionalDouble.empty()),
                backoff,
                idempotency(),
                onUnknown,
                GIVE_UP_AFTER);
    }

    /// A call that leaves at the end of a key's life must arrive within it.
    private Idempotency idempotency()
    {
        Idempotency declared = target.idempotency();
        return declared.life().map(life -> Idempotency.during(life.minus(timeout))).orElse(declared);
    }

    @Override
    public String toString()
    {
        return name;
    }
}
