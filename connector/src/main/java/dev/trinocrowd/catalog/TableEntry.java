package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// What a schema knows of a table. Its rows lie in a folder that is named by its id, so that a table can be renamed at once.
///
/// @param folder relative to the catalog's location; set by [SchemaStore]
/// @param keys the key columns in the order of the key tuples
/// @param member the name of the column of ids
/// @param buckets how many there are; never changes
/// @param properties anything that the caller wants to keep
public record TableEntry(
        UUID id,
        String folder,
        List<KeyColumn> keys,
        String member,
        Optional<String> memberComment,
        int buckets,
        Optional<String> comment,
        Map<String, String> properties)
{
    public static final int MAX_BUCKETS = 65_536;

    public TableEntry
    {
        requireNonNull(id, "id is null");
        requireNonNull(folder, "folder is null");
        keys = keys == null ? ImmutableList.of() : ImmutableList.copyOf(keys);
        requireNonNull(member, "member is null");
        memberComment = memberComment == null ? Optional.empty() : memberComment;
        checkArgument(buckets >= 1 && buckets <= MAX_BUCKETS, "the number of buckets must be 1 to %s, found %s", MAX_BUCKETS, buckets);
        comment = comment == null ? Optional.empty() : comment;
        properties = properties == null ? ImmutableMap.of() : ImmutableMap.copyOf(properties);
        Set<String> names = new HashSet<>();
        names.add(member);
        for (KeyColumn key : keys) {
            checkArgument(names.add(key.name()), "the columns of a table must have different names, found %s twice", key.name());
        }
    }

    public TableEntry withKeys(List<KeyColumn> newKeys)
    {
        return new TableEntry(id, folder, newKeys, member, memberComment, buckets, comment, properties);
    }

    public TableEntry withMember(String newMember, Optional<String> newComment)
    {
        return new TableEntry(id, folder, keys, newMember, newComment, buckets, comment, properties);
    }

    public TableEntry withComment(Optional<String> newComment)
    {
        return new TableEntry(id, folder, keys, member, memberComment, buckets, newComment, properties);
    }

    public TableEntry withProperties(Map<String, String> newProperties)
    {
        return new TableEntry(id, folder, keys, member, memberComment, buckets, comment, newProperties);
    }
}
