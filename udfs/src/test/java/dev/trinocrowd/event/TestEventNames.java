package dev.trinocrowd.event;

import io.airlift.slice.Slice;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

import static io.airlift.slice.Slices.utf8Slice;
import static org.assertj.core.api.Assertions.assertThat;

final class TestEventNames
{
    @Test
    void aNameHasOneNumber()
    {
        EventNames names = new EventNames();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 10_000; i++) {
                assertThat(names.numberOf(utf8Slice("event " + i))).isEqualTo(i);
            }
        }
        assertThat(names.name(77)).isEqualTo(utf8Slice("event 77"));
        assertThat(names.find(utf8Slice("event 9999"))).isEqualTo(9999);
        assertThat(names.find(utf8Slice("event 10000"))).isEqualTo(EventNames.ABSENT);
    }

    @Test
    void namesOfAnyLengthAreToldApartWhereverTheyLie()
    {
        EventNames names = new EventNames();
        Slice bytes = utf8Slice("abcabdabcdabcdeabcdefghabcdefghiabcdefghj");
        Map<Slice, Integer> expected = new HashMap<>();
        for (int length = 0; length <= 12; length++) {
            for (int offset = 0; offset + length <= bytes.length(); offset++) {
                int number = names.numberOf(bytes, offset, length);
                assertThat(expected.computeIfAbsent(bytes.copy(offset, length), name -> expected.size())).isEqualTo(number);
            }
        }
        assertThat(expected).hasSizeGreaterThan(200);
    }

    @Test
    void keepsACopyOfTheNameOnly()
    {
        EventNames names = new EventNames();
        Slice page = utf8Slice("view" + "x".repeat(1_000_000));
        names.numberOf(page.slice(0, 4));
        page.setByte(0, 'V');
        assertThat(names.name(0)).isEqualTo(utf8Slice("view"));
        assertThat(names.retainedBytes()).isLessThan(1000);
    }

    @Test
    void memoryGrowsWithDistinctNamesOnly()
    {
        EventNames names = new EventNames();
        String wide = "x".repeat(1000);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 1000; i++) {
                names.numberOf(utf8Slice(wide + i));
            }
        }
        assertThat(names.retainedBytes()).isBetween(1_003_000L, 1_120_000L);
    }

    @Test
    void ordersByBytes()
    {
        EventNames names = new EventNames();
        int z = names.numberOf(utf8Slice("z"));
        int umlaut = names.numberOf(utf8Slice("ä"));
        int a = names.numberOf(utf8Slice("a"));
        assertThat(names.compare(a, z)).isNegative();
        assertThat(names.compare(z, umlaut)).isNegative();
        assertThat(names.compare(umlaut, a)).isPositive();
    }

    @Test
    void aCopyLivesItsOwnLife()
    {
        EventNames names = new EventNames();
        names.numberOf(utf8Slice("a"));
        EventNames copy = names.copy();
        assertThat(names.numberOf(utf8Slice("b"))).isEqualTo(1);
        assertThat(copy.numberOf(utf8Slice("c"))).isEqualTo(1);
        assertThat(names.name(1)).isEqualTo(utf8Slice("b"));
        assertThat(copy.find(utf8Slice("b"))).isEqualTo(EventNames.ABSENT);
    }
}
