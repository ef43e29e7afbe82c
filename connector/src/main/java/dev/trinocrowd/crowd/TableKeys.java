package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.KeyTuple;
import dev.trinocrowd.catalog.KeyCoder;
import dev.trinocrowd.catalog.Snapshot;
import dev.trinocrowd.storage.KeyCount;

import java.util.List;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;

/// The keys of a table at a version, how many rows each has, and between which bounds the ids are.
record TableKeys(List<Counted> keys, long firstId, long lastId)
{
    /// @param rows at least one
    record Counted(KeyTuple key, long rows)
    {
        Counted
        {
            requireNonNull(key, "key is null");
        }
    }

    TableKeys
    {
        keys = ImmutableList.copyOf(keys);
    }

    static TableKeys of(Snapshot snapshot)
    {
        ImmutableList.Builder<Counted> keys = ImmutableList.builder();
        for (KeyCount count : snapshot.keyCounts()) {
            keys.add(new Counted(KeyCoder.decode(count.key()), count.count()));
        }
        return new TableKeys(keys.build(), snapshot.minId().orElse(0), snapshot.maxId().orElse(0));
    }

    List<Counted> selected(Predicate<KeyTuple> selection)
    {
        return keys.stream().filter(counted -> selection.test(counted.key)).toList();
    }
}
