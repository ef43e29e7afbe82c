package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// An aggregate over some of the chunks. What was found in other chunks is added before the groups are asked for.
public final class Groups
{
    private final Aggregate aggregate;
    private final Map<KeyTuple, GroupState> groups = new TreeMap<>();
    private long retainedBytes;

    Groups(Aggregate aggregate)
    {
        this.aggregate = requireNonNull(aggregate, "aggregate is null");
        if (aggregate.groupBy().isEmpty()) {
            group(KeyTuple.EMPTY);
        }
    }

    GroupState group(KeyTuple key)
    {
        GroupState group = groups.get(key);
        if (group == null) {
            group = new GroupState(key, aggregate.aggregations());
            groups.put(key, group);
            retainedBytes += group.retainedBytes();
        }
        return group;
    }

    void retain(long bytes)
    {
        retainedBytes += bytes;
    }

    /// Adds the groups of other chunks, of the same aggregate; the other groups must not be used afterwards.
    public void add(Groups other)
    {
        checkArgument(aggregate.equals(other.aggregate), "groups must be of the same aggregate %s, found %s", aggregate, other.aggregate);
        for (GroupState group : other.groups.values()) {
            GroupState present = groups.putIfAbsent(group.key(), group);
            if (present != null) {
                present.add(group);
            }
        }
        retainedBytes += other.retainedBytes;
    }

    /// The finished groups, ordered by key.
    public List<Group> finish()
    {
        List<Group> finished = new ArrayList<>();
        for (GroupState group : groups.values()) {
            if (group.hasRows() || aggregate.groupBy().isEmpty()) {
                finished.add(group.finish());
            }
        }
        return ImmutableList.copyOf(finished);
    }

    /// The bytes held, kept as a running figure.
    public long retainedBytes()
    {
        return retainedBytes;
    }
}
