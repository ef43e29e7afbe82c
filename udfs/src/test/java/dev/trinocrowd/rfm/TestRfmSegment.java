package dev.trinocrowd.rfm;

import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestRfmSegment
{
    @Test
    void everyScoreOfFiveLevelsBelongsToOneSegment()
    {
        Map<RfmSegment, Integer> sizes = new EnumMap<>(RfmSegment.class);
        for (int recency = 1; recency <= 5; recency++) {
            for (int frequency = 1; frequency <= 5; frequency++) {
                for (int monetary = 1; monetary <= 5; monetary++) {
                    sizes.merge(RfmSegment.of(100 * recency + 10 * frequency + monetary), 1, Integer::sum);
                }
            }
        }
        // a score named twice would leave one segment with fewer scores than it names
        for (RfmSegment segment : RfmSegment.values()) {
            assertThat(sizes).containsEntry(segment, segment.size());
        }
        assertThat(sizes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(125);
    }

    @Test
    void segmentsAreAsLargeAsTheirDefinition()
    {
        assertThat(RfmSegment.values()).extracting(RfmSegment::size).containsExactly(7, 8, 24, 7, 16, 8, 8, 22, 8, 11, 6);
    }

    @Test
    void otherNumbersAreRefused()
    {
        for (long score : new long[] {-1, 0, 55, 110, 116, 161, 556, 611, 5555, Long.MAX_VALUE, (1L << 32) + 555}) {
            assertThatThrownBy(() -> RfmSegment.of(score))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("rfm_segment takes a score of five levels a digit, 111 to 555, as quintile cuts give, found %d".formatted(score));
        }
    }
}
