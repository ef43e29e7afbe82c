package dev.trinocrowd.campaign;

import java.util.OptionalDouble;

/// How much more often something is met in a target group than in the base that it is compared with; 100 is as often.
final class TargetGroupIndex
{
    private static final double AS_OFTEN = 100;

    private TargetGroupIndex()
    {}

    /// Empty if a group has nobody in it or nobody of the base has what is asked for.
    static OptionalDouble of(long targetHits, long targetSize, long baseHits, long baseSize)
    {
        Counts.checkPart("tgi", "target_hits", targetHits, "target_size", targetSize);
        Counts.checkPart("tgi", "base_hits", baseHits, "base_size", baseSize);
        if (targetSize == 0 || baseHits == 0) {
            return OptionalDouble.empty();
        }
        double targetShare = (double) targetHits / targetSize;
        double baseShare = (double) baseHits / baseSize;
        return OptionalDouble.of(targetShare / baseShare * AS_OFTEN);
    }
}
