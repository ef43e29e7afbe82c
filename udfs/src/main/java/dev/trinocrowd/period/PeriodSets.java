package dev.trinocrowd.period;

import dev.trinocrowd.bitmap.Bitmap;
import dev.trinocrowd.bitmap.BitmapUnions;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static io.airlift.slice.SizeOf.sizeOfObjectArray;
import static java.lang.Math.clamp;
import static java.lang.Math.max;
import static java.lang.Math.min;

/// For each group a set of period numbers.
///
/// Most people are active in few periods that lie close together, so a set is first a base and the bits of the 64 periods from
/// there on: 16 bytes a group. A set that spans more becomes an array of words as long as that is not larger than the numbers
/// themselves would be, and from then on what any other bitmap is built from.
final class PeriodSets
{
    /// How a group's set is kept.
    enum Form
    {
        EMPTY,
        WORD,
        WORDS,
        UNION
    }

    private static final int INSTANCE_SIZE = instanceSize(PeriodSets.class);
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final int FEW_WORDS = 8;
    private static final int MOST_WORDS = 1024;
    /// The base of a set that is kept elsewhere.
    private static final long IN_UNIONS = -1;

    /// The smallest period of a word, or the index of the first of several words.
    private long[] bases = {};
    /// The lowest bit of a word is always set, so that 0 says that the set is not kept here.
    private long[] bits = {};
    private long[][] words;
    private BitmapUnions unions;
    private long wordsBytes;
    private long[] scratch = {};

    void ensureCapacity(int groups)
    {
        if (groups > bases.length) {
            int capacity = clamp(bases.length + (bases.length >> 1) + 16L, groups, LARGEST_ARRAY);
            bases = Arrays.copyOf(bases, capacity);
            bits = Arrays.copyOf(bits, capacity);
            if (words != null) {
                words = Arrays.copyOf(words, capacity);
            }
            if (unions != null) {
                unions.ensureCapacity(capacity);
            }
        }
    }

    Form form(int group)
    {
        if (bits[group] != 0) {
            return Form.WORD;
        }
        if (bases[group] == IN_UNIONS) {
            return Form.UNION;
        }
        return words != null && words[group] != null ? Form.WORDS : Form.EMPTY;
    }

    /// @param period not negative
    void add(int group, long period)
    {
        long present = bits[group];
        long distance = period - bases[group];
        if (present != 0) {
            if (distance >= 0 && distance < Long.SIZE) {
                bits[group] = present | 1L << distance;
                return;
            }
            if (distance < 0 && -distance <= Long.numberOfLeadingZeros(present)) {
                bases[group] = period;
                bits[group] = present << -distance | 1;
                return;
            }
        }
        addElsewhere(group, period);
    }

    private void addElsewhere(int group, long period)
    {
        switch (form(group)) {
            case EMPTY -> {
                bases[group] = period;
                bits[group] = 1;
            }
            case WORD -> {
                long base = bases[group];
                long present = bits[group];
                long last = base + Long.SIZE - 1 - Long.numberOfLeadingZeros(present);
                if (makeRoom(group, min(base, period), max(last, period), Long.bitCount(present))) {
                    for (long rest = present; rest != 0; rest &= rest - 1) {
                        setBit(group, base + Long.numberOfTrailingZeros(rest));
                    }
                    setBit(group, period);
                }
                else {
                    moveToUnions(group);
                    unions.add(group, period);
                }
            }
            case WORDS -> {
                long[] present = words[group];
                long first = bases[group];
                long index = period >>> 6;
                if (index < first || index >= first + present.length) {
                    if (!makeRoom(group, min(first << 6, period), max((first + present.length - 1) << 6, period), count(present))) {
                        moveToUnions(group);
                        unions.add(group, period);
                        return;
                    }
                }
                setBit(group, period);
            }
            case UNION -> unions.add(group, period);
        }
    }

    /// Makes the group an array of words that reaches from one period to another.
    ///
    /// @return whether that is worth it for a set of so many periods
    private boolean makeRoom(int group, long firstPeriod, long lastPeriod, int count)
    {
        long first = firstPeriod >>> 6;
        long length = (lastPeriod >>> 6) - first + 1;
        if (length > min(max(FEW_WORDS, count), MOST_WORDS)) {
            return false;
        }
        if (words == null) {
            words = new long[bases.length][];
        }
        long[] room = new long[(int) length];
        long[] present = words[group];
        if (present != null) {
            System.arraycopy(present, 0, room, (int) (bases[group] - first), present.length);
            wordsBytes -= sizeOf(present);
        }
        setWords(group, first, room);
        return true;
    }

    /// @param owned words that nobody else changes
    void setWords(int group, long first, long[] owned)
    {
        if (words == null) {
            words = new long[bases.length][];
        }
        words[group] = owned;
        bases[group] = first;
        bits[group] = 0;
        wordsBytes += sizeOf(owned);
    }

    private void setBit(int group, long period)
    {
        words[group][(int) ((period >>> 6) - bases[group])] |= 1L << period;
    }

    private void moveToUnions(int group)
    {
        if (unions == null) {
            unions = new BitmapUnions(bases.length);
        }
        int count = list(group);
        clear(group);
        for (int i = 0; i < count; i++) {
            unions.add(group, scratch[i]);
        }
        bases[group] = IN_UNIONS;
    }

    /// Adds what another collection holds of one of its groups.
    void addAll(int group, PeriodSets other, int otherGroup)
    {
        switch (other.form(otherGroup)) {
            case EMPTY -> {
            }
            case WORD -> {
                long base = other.bases[otherGroup];
                for (long rest = other.bits[otherGroup]; rest != 0; rest &= rest - 1) {
                    add(group, base + Long.numberOfTrailingZeros(rest));
                }
            }
            case WORDS -> {
                int count = other.list(otherGroup);
                for (int i = 0; i < count; i++) {
                    add(group, other.scratch[i]);
                }
            }
            case UNION -> addBitmap(group, other.bitmap(otherGroup));
        }
    }

    void addBitmap(int group, Bitmap bitmap)
    {
        if (form(group) != Form.UNION) {
            moveToUnions(group);
        }
        unions.add(group, bitmap);
    }

    void setWord(int group, long base, long word)
    {
        bases[group] = base;
        bits[group] = word;
    }

    void clear(int group)
    {
        switch (form(group)) {
            case WORDS -> {
                wordsBytes -= sizeOf(words[group]);
                words[group] = null;
            }
            case UNION -> unions.clear(group);
            case EMPTY, WORD -> {
            }
        }
        bases[group] = 0;
        bits[group] = 0;
    }

    boolean isEmpty(int group)
    {
        return group >= bases.length || form(group) == Form.EMPTY;
    }

    /// Of a group that is a word or words.
    long base(int group)
    {
        return bases[group];
    }

    long word(int group)
    {
        return bits[group];
    }

    long[] words(int group)
    {
        return words[group];
    }

    /// The same bytes for the same set, however it came to be.
    Bitmap bitmap(int group)
    {
        if (form(group) == Form.UNION) {
            return unions.result(group).orElseGet(Bitmap::empty);
        }
        int count = list(group);
        return Bitmap.ofSorted(scratch, count);
    }

    /// Lists a word or words in ascending order.
    private int list(int group)
    {
        long present = bits[group];
        if (present != 0) {
            ensureScratch(Long.SIZE);
            return list(present, bases[group], 0);
        }
        if (words == null || words[group] == null) {
            return 0;
        }
        long[] several = words[group];
        ensureScratch(count(several));
        int count = 0;
        for (int i = 0; i < several.length; i++) {
            count = list(several[i], (bases[group] + i) << 6, count);
        }
        return count;
    }

    private int list(long word, long base, int count)
    {
        int position = count;
        for (long rest = word; rest != 0; rest &= rest - 1) {
            scratch[position] = base + Long.numberOfTrailingZeros(rest);
            position++;
        }
        return position;
    }

    private void ensureScratch(int size)
    {
        if (scratch.length < size) {
            scratch = new long[max(size, Long.SIZE)];
        }
    }

    private static int count(long[] words)
    {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }

    PeriodSets copy()
    {
        PeriodSets copy = new PeriodSets();
        copy.ensureCapacity(bases.length);
        for (int group = 0; group < bases.length; group++) {
            copy.addAll(group, this, group);
        }
        return copy;
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE
                + sizeOf(bases)
                + sizeOf(bits)
                + (words == null ? 0 : sizeOfObjectArray(words.length))
                + wordsBytes
                + (unions == null ? 0 : unions.retainedSize())
                + sizeOf(scratch);
    }
}
