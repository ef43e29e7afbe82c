package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.export.caps.Cap;

import java.util.List;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/// The caps that a round keeps, and what counted against them when it began.
///
/// @param id under which the ledger of the destination has the round while it is open
/// @param zone whose days count
/// @param day when the round began, as days since 1970
/// @param layers what members had got by then, and what other open rounds may have sent
public record RoundCaps(UUID id, List<Cap> caps, String zone, long day, List<CountLayer> layers)
{
    public RoundCaps
    {
        requireNonNull(id, "id is null");
        caps = ImmutableList.copyOf(caps);
        requireNonNull(zone, "zone is null");
        layers = ImmutableList.copyOf(layers);
    }
}
