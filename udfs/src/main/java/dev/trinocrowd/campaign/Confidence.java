package dev.trinocrowd.campaign;

/// What the intervals of this package promise.
final class Confidence
{
    /// On either side of a 95 % interval.
    static final double TAIL = 0.025;

    private Confidence()
    {}
}
