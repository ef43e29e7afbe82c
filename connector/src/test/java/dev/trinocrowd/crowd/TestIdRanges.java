package dev.trinocrowd.crowd;

import dev.trinocrowd.algebra.IdRange;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.ValueSet;
import org.junit.jupiter.api.Test;

import static io.trino.spi.type.BigintType.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;

final class TestIdRanges
{
    @Test
    void boundsAreInclusiveAndNotNegative()
    {
        ValueSet values = ValueSet.ofRanges(
                Range.lessThan(BIGINT, -5L),
                Range.range(BIGINT, -3L, true, 2L, false),
                Range.equal(BIGINT, 7L),
                Range.greaterThan(BIGINT, 9L));
        assertThat(IdRanges.of(values)).containsExactly(new IdRange(0, 1), IdRange.point(7), new IdRange(10, Long.MAX_VALUE));
    }

    @Test
    void theEndsOfTheTypeDoNotWrap()
    {
        assertThat(IdRanges.of(ValueSet.ofRanges(Range.greaterThan(BIGINT, Long.MAX_VALUE)))).isEmpty();
        assertThat(IdRanges.of(ValueSet.ofRanges(Range.lessThan(BIGINT, Long.MIN_VALUE)))).isEmpty();
        assertThat(IdRanges.of(ValueSet.ofRanges(Range.lessThan(BIGINT, 0L)))).isEmpty();
        assertThat(IdRanges.of(ValueSet.all(BIGINT))).containsExactly(new IdRange(0, Long.MAX_VALUE));
        assertThat(IdRanges.of(ValueSet.none(BIGINT))).isEmpty();
    }
}
