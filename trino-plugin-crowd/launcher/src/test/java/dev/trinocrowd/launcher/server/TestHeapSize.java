package dev.trinocrowd.launcher.server;

import dev.trinocrowd.launcher.UserException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestHeapSize
{
    private static final long GIGABYTE = 1L << 30;

    @Test
    void defaultIsAQuarterOfTheMachineWithinItsBounds()
    {
        assertThat(HeapSize.ofMachine(2 * GIGABYTE).option()).isEqualTo("-Xmx1024M");
        assertThat(HeapSize.ofMachine(8 * GIGABYTE).option()).isEqualTo("-Xmx2048M");
        assertThat(HeapSize.ofMachine(64 * GIGABYTE).option()).isEqualTo("-Xmx4096M");
    }

    @Test
    void unitsAreReadInAnyCase()
    {
        assertThat(HeapSize.parse("3g", 8 * GIGABYTE)).isEqualTo(new HeapSize(3072));
        assertThat(HeapSize.parse("1500MB", 8 * GIGABYTE)).isEqualTo(new HeapSize(1500));
    }

    @Test
    void sizesThatCannotWorkAreRefused()
    {
        assertThatThrownBy(() -> HeapSize.parse("2", 8 * GIGABYTE)).isInstanceOf(UserException.class).hasMessage("--heap takes a size such as 2G or 1500M, not '2'.");
        assertThatThrownBy(() -> HeapSize.parse("100M", 8 * GIGABYTE)).isInstanceOf(UserException.class)
                .hasMessage("--heap must be at least 512M for Trino to start, and 100M is less.");
        assertThatThrownBy(() -> HeapSize.parse("9G", 8 * GIGABYTE)).isInstanceOf(UserException.class)
                .hasMessage("--heap 9G is more than the 8192M of memory that this machine has.");
    }
}
