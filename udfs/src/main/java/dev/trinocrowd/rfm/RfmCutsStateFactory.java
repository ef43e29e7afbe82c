package dev.trinocrowd.rfm;

import io.trino.spi.function.AccumulatorStateFactory;
import io.trino.spi.function.GroupedAccumulatorState;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;

public final class RfmCutsStateFactory
        implements AccumulatorStateFactory<RfmCutsState>
{
    @Override
    public RfmCutsState createSingleState()
    {
        return new SingleState();
    }

    @Override
    public RfmCutsState createGroupedState()
    {
        return new GroupedState();
    }

    private static final class SingleState
            implements RfmCutsState
    {
        private static final int INSTANCE_SIZE = instanceSize(SingleState.class);

        private RfmDistribution distribution;

        @Override
        public RfmDistribution getDistribution()
        {
            return distribution;
        }

        @Override
        public void setDistribution(RfmDistribution distribution)
        {
            this.distribution = distribution;
        }

        @Override
        public void addRetainedBytes(long bytes)
        {
            // the one distribution is asked for its size instead
        }

        @Override
        public long getEstimatedSize()
        {
            return INSTANCE_SIZE + (distribution == null ? 0 : distribution.retainedBytes());
        }
    }

    private static final class GroupedState
            implements RfmCutsState, GroupedAccumulatorState
    {
        private static final int INSTANCE_SIZE = instanceSize(GroupedState.class);

        private RfmDistribution[] distributions = new RfmDistribution[0];
        private int groupId;
        private long retainedBytes;

        @Override
        public void setGroupId(int groupId)
        {
            this.groupId = groupId;
        }

        @Override
        public void ensureCapacity(int size)
        {
            if (size > distributions.length) {
                distributions = Arrays.copyOf(distributions, Math.max(size, distributions.length + (distributions.length >> 1)));
            }
        }

        @Override
        public RfmDistribution getDistribution()
        {
            return distributions[groupId];
        }

        @Override
        public void setDistribution(RfmDistribution distribution)
        {
            RfmDistribution previous = distributions[groupId];
            if (previous != null) {
                retainedBytes -= previous.retainedBytes();
            }
            distributions[groupId] = distribution;
            retainedBytes += distribution.retainedBytes();
        }

        @Override
        public void addRetainedBytes(long bytes)
        {
            retainedBytes += bytes;
        }

        @Override
        public long getEstimatedSize()
        {
            return INSTANCE_SIZE + sizeOf(distributions) + retainedBytes;
        }
    }
}
