package dev.trinocrowd.export.caps;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.ChunkedSet;
import dev.trinocrowd.algebra.IdSet;
import dev.trinocrowd.algebra.IdSets;
import org.roaringbitmap.CharIterator;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;

/// Counts as arrays of members and of their counts.
final class SortedCounts
        implements MemberCounts
{
    static final SortedCounts NONE = new SortedCounts(new long[0], new int[0]);

    private static final int INSTANCE_SIZE = instanceSize(SortedCounts.class);

    /// Ascending.
    private final long[] members;
    private final int[] counts;

    private SortedCounts(long[] members, int[] counts)
    {
        this.members = members;
        this.counts = counts;
    }

    /// Counts how often each member is there.
    ///
    /// @param members in any order; sorted afterwards
    static SortedCounts ofRepeated(long[] members, int size)
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

    static SortedCounts ofDigits(List<? extends ChunkedSet> digits)
    {
        SortedCounts counts = NONE;
        for (int digit = 0; digit < digits.size(); digit++) {
            long[] members = ids(digits.get(digit));
            counts = counts.plus(of(members, filled(members.length, 1 << digit), members.length));
        }
        return counts;
    }

    private static long[] ids(ChunkedSet set)
    {
        long[] ids = new long[Math.toIntExact(set.cardinality())];
        int found = 0;
        for (int chunk = 0; chunk < set.chunkCount(); chunk++) {
            long base = set.chunkAt(chunk) << IdSet.CHUNK_BITS;
            for (CharIterator numbers = set.containerAt(chunk).getCharIterator(); numbers.hasNext();) {
                ids[found++] = base | numbers.next();
            }
        }
        return ids;
    }

    private static int[] filled(int size, int value)
    {
        int[] values = new int[size];
        Arrays.fill(values, value);
        return values;
    }

    private static SortedCounts of(long[] members, int[] counts, int size)
    {
        if (size == 0) {
            return NONE;
        }
        return size == members.length ? new SortedCounts(members, counts) : new SortedCounts(Arrays.copyOf(members, size), Arrays.copyOf(counts, size));
    }

    @Override
    public MemberCounts plus(MemberCounts other)
    {
        return switch (other) {
            case SortedCounts arrays -> plus(arrays);
            case DigitCounts bitmaps -> members.length == 0 ? bitmaps : bitmaps.plus(this);
        };
    }

    private SortedCounts plus(SortedCounts other)
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

    @Override
    public SortedCounts only(LongPredicate wanted)
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

    @Override
    public MemberCounts atLeast(LongPredicate wanted)
    {
        return only(wanted);
    }

    @Override
    public long size()
    {
        return members.length;
    }

    @Override
    public int count(long member)
    {
        int index = Arrays.binarySearch(members, member);
        return index < 0 ? 0 : counts[index];
    }

    List<IdSet> toDigits()
    {
        ImmutableList.Builder<IdSet> sets = ImmutableList.builder();
        for (int digit = 0; digit < digits(); digit++) {
            LongStream.Builder having = LongStream.builder();
            forEach(digit, having);
            long[] ids = having.build().toArray();
            sets.add(IdSets.ofSorted(ids, ids.length));
        }
        return sets.build();
    }

    @Override
    public int digits()
    {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Arrays.stream(counts).reduce(0, (left, right) -> left | right));
    }

    @Override
    public void forEach(int digit, LongConsumer consumer)
    {
        for (int i = 0; i < members.length; i++) {
            if ((counts[i] & (1 << digit)) != 0) {
                consumer.accept(members[i]);
            }
        }
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
