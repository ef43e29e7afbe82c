package dev.trinocrowd.catalog;

import dev.trinocrowd.storage.DataFile;
import dev.trinocrowd.storage.EncodedKey;
import dev.trinocrowd.storage.KeysTouched;
import dev.trinocrowd.storage.SetKind;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which keys of which buckets others have added rows to, or taken rows from, since a version.
final class TouchedKeys
{
    private final Map<Integer, Set<EncodedKey>> gained = new HashMap<>();
    private final Map<Integer, Set<EncodedKey>> lost = new HashMap<>();
    private final TableFiles files;
    private final SnapshotLog log;

    /// @param buckets that are of interest
    TouchedKeys(TableFiles files, SnapshotLog log, List<Manifest> since, Set<Integer> buckets)
    {
        this.files = files;
        this.log = log;
        for (Manifest manifest : since) {
            if (!manifest.operation().keepsRows()) {
                collect(manifest, buckets);
            }
        }
    }

    private void collect(Manifest manifest, Set<Integer> buckets)
    {
        boolean touches = manifest.added().stream().anyMatch(file -> buckets.contains(file.bucket())) || !manifest.removed().isEmpty();
        if (!touches) {
            return;
        }
        Map<String, FileRecord> before = log.state(manifest.parent()).byPath();
        for (FileRecord file : manifest.added()) {
            if (!buckets.contains(file.bucket())) {
                continue;
            }
            FileRecord previous = before.get(file.path());
            if (previous != null) {
                collectDropped(previous, file);
            }
            else {
                // A rollback brings back deletes as well as members, and the members of a replacement stand for all that was there.
                boolean isAppended = file.sequence() == manifest.version();
                Map<Integer, Set<EncodedKey>> target = file.kind() == SetKind.MEMBERS && isAppended ? gained : lost;
                collectKeys(file, target);
            }
        }
        for (String path : manifest.removed()) {
            FileRecord file = before.get(path);
            if (file != null && buckets.contains(file.bucket())) {
                collectKeys(file, lost);
            }
        }
    }

    private void collectDropped(FileRecord before, FileRecord after)
    {
        DataFile file = files.open(after);
        Set<EncodedKey> keys = lost.computeIfAbsent(after.bucket(), _ -> new HashSet<>());
        for (int ordinal = 0; ordinal < file.keys(); ordinal++) {
            if (before.isDropped(ordinal) != after.isDropped(ordinal)) {
                keys.add(file.key(ordinal));
            }
        }
    }

    private void collectKeys(FileRecord record, Map<Integer, Set<EncodedKey>> target)
    {
        Set<EncodedKey> keys = target.computeIfAbsent(record.bucket(), _ -> new HashSet<>());
        if (record.summary().counts().isPresent()) {
            record.summary().counts().orElseThrow().forEach(count -> keys.add(count.key()));
            return;
        }
        DataFile file = files.open(record);
        for (int ordinal = 0; ordinal < file.keys(); ordinal++) {
            keys.add(file.key(ordinal));
        }
    }

    boolean hasLost(int bucket, EncodedKey key)
    {
        return lost.getOrDefault(bucket, Set.of()).contains(key);
    }

    boolean isTouched(int bucket, EncodedKey key)
    {
        return hasLost(bucket, key) || gained.getOrDefault(bucket, Set.of()).contains(key);
    }

    /// Some key that others have taken rows from, of those of which a writer has left out ids.
    boolean hasLostAnyOf(int bucket, KeysTouched keys)
    {
        Set<EncodedKey> lostKeys = lost.getOrDefault(bucket, Set.of());
        return keys.all() ? !lostKeys.isEmpty() : keys.keys().stream().anyMatch(lostKeys::contains);
    }
}
