package dev.trinocrowd.shop.story;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

import static java.lang.Math.unsignedMultiplyHigh;

/// Choices of unequal weight, in whole numbers.
final class Weights
{
    /// Entry i is the sum of the weights before choice i.
    private final long[] before;

    private Weights(long[] before)
    {
        this.before = before;
    }

    static Weights of(int... weights)
    {
        return of(weights.length, choice -> weights[choice]);
    }

    static Weights of(int choices, IntUnaryOperator weight)
    {
        long[] before = new long[choices + 1];
        for (int choice = 0; choice < choices; choice++) {
            before[choice + 1] = before[choice] + weight.applyAsInt(choice);
        }
        return new Weights(before);
    }

    int size()
    {
        return before.length - 1;
    }

    int pick(Dice dice)
    {
        return pick(dice, 0, size() - 1);
    }

    /// One of the choices first to last; each of them must weigh something.
    int pick(Dice dice, int first, int last)
    {
        long point = before[first] + unsignedMultiplyHigh(dice.next(), before[last + 1] - before[first]);
        int found = Arrays.binarySearch(before, first, last + 1, point);
        if (found < 0) {
            return -found - 2;
        }
        while (before[found + 1] == point) {
            // What weighs nothing is never picked.
            found++;
        }
        return found;
    }
}
