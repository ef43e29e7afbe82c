package dev.trinocrowd.export.outbox;

import dev.trinocrowd.export.delivery.DeliveryId;

import static java.util.Objects.requireNonNull;

/// What leads to the journals of a round.
public record DeliveredRound(long number, DeliveryId delivery, int lanes)
{
    public DeliveredRound
    {
        requireNonNull(delivery, "delivery is null");
    }
}
