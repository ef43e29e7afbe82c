package dev.trinocrowd.rfm;

import com.google.common.primitives.ImmutableIntArray;

import static java.util.Objects.requireNonNull;

/// The eleven segments that together hold each of the 125 scores of five levels once.
public enum RfmSegment
{
    CHAMPIONS("Champions", 555, 554, 544, 545, 454, 455, 445),
    LOYAL("Loyal", 543, 444, 435, 355, 354, 345, 344, 335),
    POTENTIAL_LOYALIST("Potential loyalist", 553, 551, 552, 541, 542, 533, 532, 531, 452, 451, 442, 441, 431, 453, 433, 432, 423, 353, 352, 351, 342, 341, 333, 323),
    NEW("New", 512, 511, 422, 421, 412, 411, 311),
    PROMISING("Promising", 525, 524, 523, 522, 521, 515, 514, 513, 425, 424, 413, 414, 415, 315, 314, 313),
    NEED_ATTENTION("Need attention", 535, 534, 443, 434, 343, 334, 325, 324),
    ABOUT_TO_SLEEP("About to sleep", 331, 321, 312, 221, 213, 231, 241, 251),
    AT_RISK("At risk", 255, 254, 245, 244, 253, 252, 243, 242, 235, 234, 225, 224, 153, 152, 145, 143, 142, 135, 134, 133, 125, 124),
    CANNOT_LOSE("Cannot lose", 155, 154, 144, 214, 215, 115, 114, 113),
    HIBERNATING("Hibernating", 332, 322, 233, 232, 223, 222, 132, 123, 122, 212, 211),
    LOST("Lost", 111, 112, 121, 131, 141, 151);

    private static final RfmSegment[] BY_SCORE = new RfmSegment[556];

    static {
        for (RfmSegment segment : values()) {
            segment.scores.forEach(score -> BY_SCORE[score] = segment);
        }
    }

    private final String label;
    private final ImmutableIntArray scores;

    RfmSegment(String label, int... scores)
    {
        this.label = requireNonNull(label, "label is null");
        this.scores = ImmutableIntArray.copyOf(scores);
    }

    public static RfmSegment of(long score)
    {
        RfmSegment segment = score < 0 || score >= BY_SCORE.length ? null : BY_SCORE[(int) score];
        if (segment == null) {
            throw new IllegalArgumentException("rfm_segment takes a score of five levels a digit, 111 to 555, as quintile cuts give, found %d".formatted(score));
        }
        return segment;
    }

    public String label()
    {
        return label;
    }

    /// How many scores the segment holds.
    public int size()
    {
        return scores.length();
    }
}
