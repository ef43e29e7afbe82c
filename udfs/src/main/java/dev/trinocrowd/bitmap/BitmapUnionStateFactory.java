package dev.trinocrowd.bitmap;

import io.trino.spi.function.AccumulatorStateFactory;
import io.trino.spi.function.GroupedAccumulatorState;

import java.util.Optional;

import static io.airlift.slice.SizeOf.instanceSize;

public final class BitmapUnionStateFactory
        implements AccumulatorStateFactory<BitmapUnionState>
{
    @Override
    public BitmapUnionState createSingleState()
    {
        return new SingleState();
    }

    @Override
    public BitmapUnionState createGroupedState()
    {
        return new GroupedState();
    }

    private static final class SingleState
            implements BitmapUnionState
    {
        private static final int INSTANCE_SIZE = instanceSize(SingleState.class);

        /// What was read from another state. It is kept apart because it is mostly read once and handed on.
        private Bitmap read;
        private BitmapUnions unions;

        @Override
        public void add(long id)
        {
            unions().add(0, id);
        }

        @Override
        public void add(Bitmap bitmap)
        {
            unions().add(0, bitmap);
        }

        private BitmapUnions unions()
        {
            if (unions == null) {
                unions = new BitmapUnions(1);
                if (read != null) {
                    unions.add(0, read);
                    read = null;
                }
            }
            return unions;
        }

        @Override
        public void set(Bitmap bitmap)
        {
            unions = null;
            read = bitmap;
        }

        @Override
        public Optional<Bitmap> get()
        {
            return unions == null ? Optional.ofNullable(read) : unions.result(0);
        }

        @Override
        public long getEstimatedSize()
        {
            return INSTANCE_SIZE + (unions == null ? 0 : unions.retainedSize());
        }
    }

    private static final class GroupedState
            implements BitmapUnionState, GroupedAccumulatorState
    {
        private static final int INSTANCE_SIZE = instanceSize(GroupedState.class);

        private final BitmapUnions unions = new BitmapUnions(0);
        private int group;

        @Override
        public void setGroupId(int groupId)
        {
            group = groupId;
        }

        @Override
        public void ensureCapacity(int size)
        {
            unions.ensureCapacity(size);
        }

        @Override
        public void add(long id)
        {
            unions.add(group, id);
        }

        @Override
        public void add(Bitmap bitmap)
        {
            unions.add(group, bitmap);
        }

        @Override
        public void set(Bitmap bitmap)
        {
            unions.clear(group);
            unions.add(group, bitmap);
        }

        @Override
        public Optional<Bitmap> get()
        {
            return unions.result(group);
        }

        @Override
        public long getEstimatedSize()
        {
            return INSTANCE_SIZE + unions.retainedSize();
        }
    }
}
