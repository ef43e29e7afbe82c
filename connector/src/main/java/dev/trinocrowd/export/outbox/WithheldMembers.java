package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.airlift.slice.Slice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/// Withholds rows of control arms and of members of crowds.
final class WithheldMembers
        implements RowFilter
{
    private final Set<Long> control;
    private final Function<Slice, Optional<Long>> arm;
    private final Map<String, CrowdMembers> crowds;

    WithheldMembers(List<Long> control, Function<Slice, Optional<Long>> arm, Map<String, CrowdMembers> crowds)
    {
        this.control = ImmutableSet.copyOf(control);
        this.arm = requireNonNull(arm, "arm is null");
        this.crowds = ImmutableMap.copyOf(crowds);
    }

    @Override
    public Optional<String> withhold(long member, Slice payload)
    {
        if (!control.isEmpty() && arm.apply(payload).filter(control::contains).isPresent()) {
            return Optional.of("control");
        }
        for (Map.Entry<String, CrowdMembers> crowd : crowds.entrySet()) {
            if (crowd.getValue().contains(member)) {
                return Optional.of("in " + crowd.getKey());
            }
        }
        return Optional.empty();
    }
}
