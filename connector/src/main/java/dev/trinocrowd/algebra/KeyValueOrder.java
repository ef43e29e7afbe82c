package dev.trinocrowd.algebra;

import dev.trinocrowd.algebra.KeyValue.Bytes;
import dev.trinocrowd.algebra.KeyValue.Null;
import dev.trinocrowd.algebra.KeyValue.Whole;
import dev.trinocrowd.algebra.KeyValue.Wide;

/// The order of values: that of their SQL type, and NULL last.
final class KeyValueOrder
{
    private KeyValueOrder()
    {}

    static int compare(KeyValue left, KeyValue right)
    {
        if (left instanceof Whole leftWhole && right instanceof Whole rightWhole) {
            return Long.compare(leftWhole.value(), rightWhole.value());
        }
        if (left instanceof Bytes leftBytes && right instanceof Bytes rightBytes) {
            return leftBytes.slice().compareTo(rightBytes.slice());
        }
        if (left instanceof Wide leftWide && right instanceof Wide rightWide) {
            int order = Long.compare(leftWide.high(), rightWide.high());
            return order != 0 ? order : Long.compareUnsigned(leftWide.low(), rightWide.low());
        }
        return Integer.compare(kind(left), kind(right));
    }

    private static int kind(KeyValue value)
    {
        return switch (value) {
            case Whole _ -> 0;
            case Wide _ -> 1;
            case Bytes _ -> 2;
            case Null _ -> 3;
        };
    }
}
