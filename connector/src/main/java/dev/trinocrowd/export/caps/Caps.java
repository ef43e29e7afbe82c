package dev.trinocrowd.export.caps;

import com.google.common.collect.ImmutableList;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// How often a member may get something through a destination, all of its exports together.
///
/// @param caps the shortest period first, none twice
/// @param zone whose days count
public record Caps(List<Cap> caps, ZoneId zone)
{
    public static final Caps NONE = new Caps(ImmutableList.of(), ZoneOffset.UTC);

    public Caps
    {
        caps = ImmutableList.copyOf(caps);
        for (int i = 1; i < caps.size(); i++) {
            checkArgument(caps.get(i - 1).period().compareTo(caps.get(i).period()) < 0, "periods must ascend, found %s", caps);
        }
        requireNonNull(zone, "zone is null");
    }

    public boolean isNone()
    {
        return caps.isEmpty();
    }
}
