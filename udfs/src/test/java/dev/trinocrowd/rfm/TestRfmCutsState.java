package dev.trinocrowd.rfm;

import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.GroupedAccumulatorState;
import org.junit.jupiter.api.Test;

import java.util.Random;

import static io.trino.spi.type.VarbinaryType.VARBINARY;
import static org.assertj.core.api.Assertions.assertThat;

final class TestRfmCutsState
{
    private static final int GROUPS = 50;

    private final RfmCutsStateFactory factory = new RfmCutsStateFactory();
    private final RfmCutsStateSerializer serializer = new RfmCutsStateSerializer();

    @Test
    void groupsAccountForWhatTheyRetain()
    {
        Random random = new Random(1);
        RfmCutsState state = grouped();
        long empty = state.getEstimatedSize();
        for (int row = 0; row < 20_000; row++) {
            enter(state, random.nextInt(GROUPS));
            RfmCutsAggregation.input(state, random.nextInt(365), random.nextInt(9), random.nextInt(100_000) / 100.0);
        }
        assertThat(state.getEstimatedSize()).isEqualTo(empty + retained(state));
    }

    @Test
    void mergedGroupsAccountForWhatTheyRetain()
    {
        Random random = new Random(2);
        RfmCutsState state = grouped();
        long empty = state.getEstimatedSize();
        RfmCutsState part = factory.createSingleState();
        for (int round = 0; round < 500; round++) {
            RfmCutsState sent = factory.createSingleState();
            for (int row = 0; row <= random.nextInt(100); row++) {
                RfmCutsAggregation.input(sent, random.nextInt(365), random.nextInt(9), random.nextInt(100_000) / 100.0);
            }
            serializer.deserialize(serialized(sent), 0, part);
            enter(state, random.nextInt(GROUPS));
            RfmCutsAggregation.combine(state, part);
        }
        assertThat(state.getEstimatedSize()).isEqualTo(empty + retained(state));
    }

    @Test
    void readingAStateReplacesWhatWasThere()
    {
        RfmCutsState first = factory.createSingleState();
        RfmCutsAggregation.input(first, 1, 1, 10);
        RfmCutsState second = factory.createSingleState();
        RfmCutsAggregation.input(second, 5, 5, 50);

        RfmCutsState read = factory.createSingleState();
        serializer.deserialize(serialized(first), 0, read);
        serializer.deserialize(serialized(second), 0, read);
        assertThat(read.getDistribution().serialize()).isEqualTo(second.getDistribution().serialize());
    }

    @Test
    void memoryOfArraysIsCountedInFull()
    {
        RfmCutsState state = factory.createSingleState();
        for (int row = 0; row < 100_000; row++) {
            RfmCutsAggregation.input(state, 1, 1, row);
        }
        // at least a double for a value still in the buffer, at most that, a count and an empty place of the buffer
        assertThat(state.getEstimatedSize()).isBetween(100_000L * 8, 100_000L * 32);
    }

    private RfmCutsState grouped()
    {
        RfmCutsState state = factory.createGroupedState();
        ((GroupedAccumulatorState) state).ensureCapacity(GROUPS);
        return state;
    }

    private static void enter(RfmCutsState state, int group)
    {
        ((GroupedAccumulatorState) state).setGroupId(group);
    }

    private static long retained(RfmCutsState state)
    {
        long retained = 0;
        for (int group = 0; group < GROUPS; group++) {
            enter(state, group);
            retained += state.getDistribution().retainedBytes();
        }
        return retained;
    }

    private Block serialized(RfmCutsState state)
    {
        BlockBuilder out = VARBINARY.createBlockBuilder(null, 1);
        serializer.serialize(state, out);
        return out.build();
    }
}
