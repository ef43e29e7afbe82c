package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import io.airlift.slice.Slices;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestKeyValue
{
    @Test
    void numbersAreInTheirOrderAndNullComesLast()
    {
        assertAscending(KeyValue.of(Long.MIN_VALUE), KeyValue.of(-1), KeyValue.of(0), KeyValue.of(Long.MAX_VALUE), KeyValue.NULL);
        assertAscending(KeyValue.of(false), KeyValue.of(true), KeyValue.NULL);
    }

    @Test
    void wideNumbersCompareTheirLowerHalfUnsigned()
    {
        assertAscending(
                new KeyValue.Wide(-1, 0),
                new KeyValue.Wide(-1, -1),
                new KeyValue.Wide(0, 0),
                new KeyValue.Wide(0, Long.MAX_VALUE),
                new KeyValue.Wide(0, Long.MIN_VALUE),
                new KeyValue.Wide(1, 0),
                KeyValue.NULL);
    }

    @Test
    void textComparesByUnsignedBytes()
    {
        assertAscending(KeyValue.of(""), KeyValue.of("Z"), KeyValue.of("a"), KeyValue.of("ab"), KeyValue.of("é"), KeyValue.of("\uFF5E"), KeyValue.of("😀"), KeyValue.NULL);
    }

    @Test
    void equalBytesAreEqualValuesWhereverTheyLie()
    {
        KeyValue part = new KeyValue.Bytes(Slices.utf8Slice("xvipx").slice(1, 3));
        assertThat(part).isEqualTo(KeyValue.of("vip")).hasSameHashCodeAs(KeyValue.of("vip"));
    }

    @Test
    void tuplesCompareColumnByColumn()
    {
        List<KeyTuple> ascending = ImmutableList.of(
                KeyTuple.of(KeyValue.of("a"), KeyValue.of("z")),
                KeyTuple.of(KeyValue.of("a"), KeyValue.NULL),
                KeyTuple.of(KeyValue.of("b"), KeyValue.of("a")),
                KeyTuple.of(KeyValue.NULL, KeyValue.of("a")));
        assertThat(Ordering.natural().isStrictlyOrdered(ascending)).isTrue();
    }

    @Test
    void rangesOfADomainMustNotOverlap()
    {
        KeyColumn column = new KeyColumn(0, 0);
        KeyRange upToB = new KeyRange(KeyValue.NULL, false, KeyValue.of("b"), true);
        KeyRange fromB = new KeyRange(KeyValue.of("b"), true, KeyValue.NULL, false);
        KeyRange afterB = new KeyRange(KeyValue.of("b"), false, KeyValue.NULL, false);
        assertThat(new KeyPredicate.In(column, false, ImmutableList.of(upToB, afterB)).ranges()).hasSize(2);
        assertThatThrownBy(() -> new KeyPredicate.In(column, false, ImmutableList.of(upToB, fromB)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ranges must ascend without overlaps");
        assertThatThrownBy(() -> new KeyPredicate.In(column, false, ImmutableList.of(afterB, upToB)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertAscending(KeyValue... values)
    {
        assertThat(Ordering.natural().isStrictlyOrdered(ImmutableList.copyOf(values))).isTrue();
    }
}
