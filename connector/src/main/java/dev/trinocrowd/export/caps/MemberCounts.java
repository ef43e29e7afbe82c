package dev.trinocrowd.export.caps;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.IdSet;
import dev.trinocrowd.algebra.IdSets;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;

/// How often each of some members got something. Immutable.
///
/// Where it is stored, it is a set for each binary digit: that of the members whose count has it.
public final class MemberCounts
        implements CountLookup
{
    public static final MemberCounts EMPTY = new MemberCounts(new long[0], new int[0]);

    private static final int INSTANCE_SIZE = instanceSize(MemberCounts.class);

    /// Ascending.
    private final long[] members;
    private final int[] counts;

    private MemberCounts(long[] members, int[] counts)
    {
        this.members = members;
        this.counts = counts;
    }

    /// Counts how often each member is there.
    ///
    /// @param members in any order; sorted afterwards
    public static MemberCounts ofRepeated(long[] members, int size)
    {
        Arrays.sort(members, 0, size);
        long[] distinct = new long[size];
        int[] counts = new int[size];
        int found = 0;
        for (int i = 0; i < size; i++) {
            if (found == 0 || distinct[found - 1] != members[i]) {
                distinct[found++] = members[i];
            }
            counts[found - 1]++;
        }
        return of(distinct, counts, found);
    }

    /// The counts that have a binary digit, and no other.
    public static MemberCounts ofDigit(IdSet members, int digit)
    {
        return of(members.toArray(), filled(Math.toIntExact(members.cardinality()), 1 << digit));
    }

    private static int[] filled(int size, int value)
    {
        int[] values = new int[size];
        Arrays.fill(values, value);
        return values;
    }

    private static MemberCounts of(long[] members, int[] counts)
    {
        return of(members, counts, members.length);
    }

    private static MemberCounts of(long[] members, int[] counts, int size)
    {
        if (size == 0) {
            return EMPTY;
        }
        return size == members.length ? new MemberCounts(members, counts) : new MemberCounts(Arrays.copyOf(members, size), Arrays.copyOf(counts, size));
    }

    /// The sum. A count that is too large for 32 bits stays the largest.
    public MemberCounts plus(MemberCounts other)
    {
        if (members.length == 0 || other.members.length == 0) {
            return members.length == 0 ? other : this;
        }
        int size = members.length + other.members.length;
        long[] union = new long[size];
        int[] sums = new int[size];
        int found = 0;
        int left = 0;
        int right = 0;
        while (left < members.length && right < other.members.length) {
            long member = Math.min(members[left], other.members[right]);
            long sum = 0;
            if (members[left] == member) {
                sum += counts[left++];
            }
            if (other.members[right] == member) {
                sum += other.counts[right++];
            }
            union[found] = member;
            sums[found++] = (int) Math.min(sum, Integer.MAX_VALUE);
        }
        int restOfLeft = members.length - left;
        System.arraycopy(members, left, union, found, restOfLeft);
        System.arraycopy(counts, left, sums, found, restOfLeft);
        found += restOfLeft;
        int restOfRight = other.members.length - right;
        System.arraycopy(other.members, right, union, found, restOfRight);
        System.arraycopy(other.counts, right, sums, found, restOfRight);
        return of(union, sums, found + restOfRight);
    }

    /// The counts of some of the members.
    public MemberCounts only(LongPredicate wanted)
    {
        long[] some = new long[members.length];
        int[] theirs = new int[members.length];
        int found = 0;
        for (int i = 0; i < members.length; i++) {
            if (wanted.test(members[i])) {
                some[found] = members[i];
                theirs[found++] = counts[i];
            }
        }
        return of(some, theirs, found);
    }

    /// How many members there are.
    public int size()
    {
        return members.length;
    }

    @Override
    public int count(long member)
    {
        int index = Arrays.binarySearch(members, member);
        return index < 0 ? 0 : counts[index];
    }

    /// The members whose count has a binary digit, by digit from the lowest on; as many as the greatest count needs.
    public List<IdSet> digits()
    {
        int digits = Integer.SIZE - Integer.numberOfLeadingZeros(Arrays.stream(counts).reduce(0, (left, right) -> left | right));
        ImmutableList.Builder<IdSet> sets = ImmutableList.builder();
        for (int digit = 0; digit < digits; digit++) {
            long[] having = new long[members.length];
            int found = 0;
            for (int i = 0; i < members.length; i++) {
                if ((counts[i] & (1 << digit)) != 0) {
                    having[found++] = members[i];
                }
            }
            sets.add(IdSets.ofSorted(having, found));
        }
        return sets.build();
    }

    /// The same counts in the form that takes less memory: bitmaps where members are neighbours, else these arrays.
    public CountLookup compact()
    {
        DigitCounts bitmaps = new DigitCounts(digits());
        return bitmaps.retainedBytes() < retainedBytes() ? bitmaps : this;
    }

    @Override
    public long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(members) + sizeOf(counts);
    }

    @Override
    public String toString()
    {
        return members.length + " members";
    }
}
