package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;

import java.util.Set;

import static com.google.common.base.Preconditions.checkArgument;

/// The member of a leaf, or the first member that is not NULL of several leaves, as `FULL JOIN … USING` gives it.
///
/// The leaves that a row has all hold the same id, so that their order does not matter. The member is NULL if the row has none of them.
public record Member(Set<Integer> leaves)
{
    public Member
    {
        leaves = ImmutableSortedSet.copyOf(leaves);
        checkArgument(!leaves.isEmpty(), "a member must be of at least one leaf, found none");
        checkArgument(leaves.stream().allMatch(leaf -> leaf >= 0), "leaf must not be negative, found %s", leaves);
    }

    public static Member of(int leaf)
    {
        return new Member(ImmutableSet.of(leaf));
    }

    /// `coalesce(this, other)`
    public Member or(Member other)
    {
        return new Member(ImmutableSet.<Integer>builder().addAll(leaves).addAll(other.leaves).build());
    }

    /// The same member where `count` more leaves stand before its own.
    public Member shifted(int count)
    {
        return new Member(leaves.stream().map(leaf -> leaf + count).collect(ImmutableSet.toImmutableSet()));
    }

    boolean isPresent(RowClass rowClass)
    {
        for (int leaf : leaves) {
            if (rowClass.isPresent(leaf)) {
                return true;
            }
        }
        return false;
    }
}
