package dev.trinocrowd.sequence;

import static java.lang.Long.compareUnsigned;

/// How a time condition compares the distance of two events with its bound.
///
/// Distances are unsigned: from one end of the range of times to the other they need all 64 bits.
enum TimeRelation
{
    LESS_OR_EQUAL("<="),
    LESS("<"),
    GREATER_OR_EQUAL(">="),
    GREATER(">"),
    EQUAL("=="),
    NOT_EQUAL("!=");

    private final String symbol;

    TimeRelation(String symbol)
    {
        this.symbol = symbol;
    }

    String symbol()
    {
        return symbol;
    }

    boolean holds(long distance, long bound)
    {
        return switch (this) {
            case LESS_OR_EQUAL -> compareUnsigned(distance, bound) <= 0;
            case LESS -> compareUnsigned(distance, bound) < 0;
            case GREATER_OR_EQUAL -> compareUnsigned(distance, bound) >= 0;
            case GREATER -> compareUnsigned(distance, bound) > 0;
            case EQUAL -> distance == bound;
            case NOT_EQUAL -> distance != bound;
        };
    }

    /// Whether it holds for some distance between a shortest and a longest one, both of which are there.
    boolean holdsForOneOf(long shortest, long longest, long bound)
    {
        return switch (this) {
            case LESS_OR_EQUAL, LESS -> holds(shortest, bound);
            case GREATER_OR_EQUAL, GREATER -> holds(longest, bound);
            case NOT_EQUAL -> holds(shortest, bound) || holds(longest, bound);
            case EQUAL -> throw new IllegalArgumentException("The ends do not tell whether a distance between them is there");
        };
    }
}
