package dev.trinocrowd.export.caps;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.ChunkedSet;
import dev.trinocrowd.algebra.IdSet;
import dev.trinocrowd.algebra.IdSets;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/// How often each of some members got something. Immutable.
///
/// Where it is stored, it is a set for each binary digit: that of the members whose count has it. Where members are neighbours, it is so in memory,
/// too, and is added up bitmap by bitmap; else it is arrays.
public sealed interface MemberCounts
        permits DigitCounts, SortedCounts
{
    MemberCounts EMPTY = SortedCounts.NONE;

    /// With fewer members in a chunk, arrays are shorter than bitmaps, and faster.
    int LEAST_OF_CHUNK = 64;

    /// Counts how often each member is there.
    ///
    /// @param members in any order; sorted afterwards
    static MemberCounts ofRepeated(long[] members, int size)
    {
        return SortedCounts.ofRepeated(members, size);
    }

    /// @param digits the members whose count has a digit, from the lowest digit on
    static MemberCounts ofDigits(List<? extends ChunkedSet> digits)
    {
        long members = digits.stream().mapToLong(ChunkedSet::cardinality).sum();
        long chunks = digits.stream().mapToLong(ChunkedSet::chunkCount).sum();
        if (members >= LEAST_OF_CHUNK * chunks && members > 0) {
            ImmutableList.Builder<IdSet> copies = ImmutableList.builder();
            digits.forEach(digit -> copies.add(IdSets.copyOf(digit)));
            return new DigitCounts(copies.build());
        }
        return SortedCounts.ofDigits(digits);
    }

    /// The sum. A count that is too large for 32 bits stays the largest.
    MemberCounts plus(MemberCounts other);

    /// The counts of some of the members.
    MemberCounts only(LongPredicate wanted);

    /// The counts of members who are wanted, and of others where it takes no memory to speak of.
    MemberCounts atLeast(LongPredicate wanted);

    /// @return 0 for a member that is not known
    int count(long member);

    /// How many members there are.
    long size();

    /// How many binary digits the greatest count has.
    int digits();

    /// Shows the members whose count has a binary digit, ascending.
    void forEach(int digit, LongConsumer members);

    long retainedBytes();
}
