package dev.trinocrowd.shop.story;

import static java.lang.Math.unsignedMultiplyHigh;

/// Pseudo-random numbers that depend on nothing but what they are drawn for: SplitMix64 (Steele, Lea and Flood 2014).
///
/// Every attribute of every customer has dice of its own, so it is known without any other having been drawn,
/// and all arithmetic is on integers, so it is the same on every machine.
final class Dice
{
    static final int CERTAIN = 10_000;
    private static final long GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private long state;

    Dice reset(long seed, long subject, long purpose)
    {
        state = mix(mix(mix(seed + GAMMA) + subject * GAMMA) ^ (purpose * GAMMA));
        return this;
    }

    static long mix(long value)
    {
        long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }

    long next()
    {
        state += GAMMA;
        return mix(state);
    }

    /// 0 to bound - 1, all alike.
    int below(int bound)
    {
        return (int) unsignedMultiplyHigh(next(), bound);
    }

    /// from to to, both included.
    int between(int from, int to)
    {
        return from + below(to - from + 1);
    }

    /// 0 to bound - 1, small numbers far more often: the square of an even draw.
    int low(int bound)
    {
        long draw = next() >>> 33;
        return (int) ((((draw * draw) >>> 31) * bound) >>> 31);
    }

    /// True that many times in [#CERTAIN].
    boolean chance(int times)
    {
        return below(CERTAIN) < times;
    }
}
