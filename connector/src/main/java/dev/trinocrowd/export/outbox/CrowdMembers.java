package dev.trinocrowd.export.outbox;

import dev.trinocrowd.algebra.Buckets;
import dev.trinocrowd.algebra.ChunkedSet;
import dev.trinocrowd.algebra.FamilySource;
import dev.trinocrowd.algebra.IdSet;
import dev.trinocrowd.algebra.IdSets;
import dev.trinocrowd.algebra.RoomListener;
import dev.trinocrowd.catalog.Snapshot;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// The members of a crowd, of whatever keys; read bucket by bucket, when they are asked for. Not for several threads.
final class CrowdMembers
{
    private final Optional<Pinned> pinned;
    private final IdSet[] buckets;
    private final RoomListener room;

    private record Pinned(PinnedCrowd crowd, Snapshot snapshot)
    {}

    /// @param snapshot its pinned version
    /// @param room hears of what is kept
    CrowdMembers(PinnedCrowd crowd, Snapshot snapshot, RoomListener room)
    {
        this(Optional.of(new Pinned(crowd, snapshot)), crowd.table().buckets(), room);
    }

    private CrowdMembers(Optional<Pinned> pinned, int bucketCount, RoomListener room)
    {
        this.pinned = requireNonNull(pinned, "pinned is null");
        this.room = requireNonNull(room, "room is null");
        buckets = new IdSet[bucketCount];
    }

    /// A crowd without members.
    static CrowdMembers empty(int bucketCount)
    {
        CrowdMembers members = new CrowdMembers(Optional.empty(), bucketCount, RoomListener.NONE);
        Arrays.fill(members.buckets, IdSet.EMPTY);
        return members;
    }

    int bucketCount()
    {
        return buckets.length;
    }

    boolean contains(long member)
    {
        int number = Buckets.bucket(member, buckets.length);
        if (buckets[number] == null) {
            buckets[number] = bucket(number);
            room.taken(buckets[number].retainedBytes());
        }
        return buckets[number].contains(member);
    }

    /// The members of one bucket, which are not kept.
    IdSet bucket(int number)
    {
        if (buckets[number] != null) {
            return buckets[number];
        }
        try {
            return read(number);
        }
        catch (UncheckedIOException e) {
            if (e.getCause() instanceof FileNotFoundException || e.getCause() instanceof NoSuchFileException) {
                throw new CrowdGoneException(pinned.orElseThrow().crowd(), e);
            }
            throw e;
        }
    }

    private IdSet read(int number)
    {
        FamilySource family = pinned.orElseThrow().snapshot().bucket(number).family(_ -> true);
        List<ChunkedSet> sets = new ArrayList<>();
        for (int i = 0; i < family.size(); i++) {
            sets.add(family.set(i));
        }
        return IdSets.orAll(sets);
    }

    IdSet all()
    {
        List<IdSet> sets = new ArrayList<>();
        for (int number = 0; number < buckets.length; number++) {
            sets.add(bucket(number));
        }
        return IdSets.orAll(sets);
    }
}
