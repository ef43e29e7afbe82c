package dev.trinocrowd.export.caps;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.IdSet;

import java.util.List;

/// Counts as a set for each binary digit.
record DigitCounts(List<IdSet> digits)
        implements CountLookup
{
    DigitCounts
    {
        digits = ImmutableList.copyOf(digits);
    }

    @Override
    public int count(long member)
    {
        int count = 0;
        for (int digit = 0; digit < digits.size(); digit++) {
            if (digits.get(digit).contains(member)) {
                count |= 1 << digit;
            }
        }
        return count;
    }

    @Override
    public long retainedBytes()
    {
        return digits.stream().mapToLong(IdSet::retainedBytes).sum();
    }
}
