package dev.trinocrowd.export.caps;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.IdSet;
import dev.trinocrowd.algebra.IdSets;

import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

import static java.util.Objects.requireNonNull;

/// Counts as a set for each binary digit.
final class DigitCounts
        implements MemberCounts
{
    private final List<IdSet> digits;

    DigitCounts(List<IdSet> digits)
    {
        this.digits = ImmutableList.copyOf(requireNonNull(digits, "digits is null"));
    }

    @Override
    public MemberCounts plus(MemberCounts other)
    {
        return switch (other) {
            case DigitCounts bitmaps -> plus(bitmaps);
            // A few scattered members among many neighbours must not make arrays of all.
            case SortedCounts arrays -> arrays.size() <= cardinality() ? plus(new DigitCounts(arrays.toDigits())) : SortedCounts.ofDigits(digits).plus(arrays);
        };
    }

    /// As on paper: digit by digit, with a carry.
    private DigitCounts plus(DigitCounts other)
    {
        ImmutableList.Builder<IdSet> sum = ImmutableList.builder();
        IdSet carry = IdSet.EMPTY;
        for (int digit = 0; digit < Math.max(digits.size(), other.digits.size()); digit++) {
            IdSet left = digit(digit);
            IdSet right = other.digit(digit);
            IdSet either = IdSets.xor(left, right);
            sum.add(IdSets.xor(either, carry));
            carry = IdSets.or(IdSets.and(left, right), IdSets.and(either, carry));
        }
        return new DigitCounts(carry.isEmpty() ? sum.build() : sum.add(carry).build());
    }

    private long cardinality()
    {
        return digits.stream().mapToLong(IdSet::cardinality).sum();
    }

    private IdSet digit(int digit)
    {
        return digit < digits.size() ? digits.get(digit) : IdSet.EMPTY;
    }

    @Override
    public MemberCounts only(LongPredicate wanted)
    {
        return SortedCounts.ofDigits(digits).only(wanted);
    }

    @Override
    public MemberCounts atLeast(LongPredicate wanted)
    {
        return this;
    }

    @Override
    public int count(long member)
    {
        long count = 0;
        for (int digit = 0; digit < digits.size(); digit++) {
            if (digits.get(digit).contains(member)) {
                count |= 1L << digit;
            }
        }
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    @Override
    public long size()
    {
        return IdSets.orAll(digits).cardinality();
    }

    @Override
    public int digits()
    {
        return digits.size();
    }

    @Override
    public void forEach(int digit, LongConsumer members)
    {
        for (PrimitiveIterator.OfLong iterator = digits.get(digit).iterator(); iterator.hasNext();) {
            members.accept(iterator.nextLong());
        }
    }

    @Override
    public long retainedBytes()
    {
        return digits.stream().mapToLong(IdSet::retainedBytes).sum();
    }

    @Override
    public String toString()
    {
        return "bitmaps of %s digits".formatted(digits.size());
    }
}
