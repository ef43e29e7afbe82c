package dev.trinocrowd.bitmap;

import io.trino.spi.function.AccumulatorStateFactory;
import io.trino.spi.function.GroupedAccumulatorState;

import java.util.Optional;

import static io.airlift.slice.SizeOf.instanceSize;

public final class BitmapFoldStateFactory
        implements AccumulatorStateFactory<BitmapFoldState>
{
    @Override
    public BitmapFoldState createSingleState()
    {
        return new SingleState();
    }

    @Override
    public BitmapFoldState createGroupedState()
    {
        return new GroupedState();
    }

    private static final class SingleState
            implements BitmapFoldState
    {
        private static final int INSTANCE_SIZE = instanceSize(SingleState.class);

        /// What was read from another state. It is kept apart because it is mostly read once and handed on.
        private Bitmap read;
        private final BitmapFolds folds = new BitmapFolds(1);

        @Override
        public void add(FoldOperation operation, Bitmap bitmap)
        {
            if (read != null) {
                folds.add(0, operation, read);
                read = null;
            }
            folds.add(0, operation, bitmap);
        }

        @Override
        public void set(Bitmap bitmap)
        {
            folds.clear(0);
            read = bitmap;
        }

        @Override
        public Optional<Bitmap> get()
        {
            return read == null ? folds.result(0) : Optional.of(read);
        }

        @Override
        public long getEstimatedSize()
        {
            return INSTANCE_SIZE + folds.retainedSize();
        }
    }

    private static final class GroupedState
            implements BitmapFoldState, GroupedAccumulatorState
    {
        private static final int INSTANCE_SIZE = instanceSize(GroupedState.class);

        private final BitmapFolds folds = new BitmapFolds(0);
        private int group;

        @Override
        public void setGroupId(int groupId)
        {
            group = groupId;
        }

        @Override
        public void ensureCapacity(int size)
        {
            folds.ensureCapacity(size);
        }

        @Override
        public void add(FoldOperation operation, Bitmap bitmap)
        {
            folds.add(group, operation, bitmap);
        }

        @Override
        public void set(Bitmap bitmap)
        {
            folds.set(group, bitmap);
        }

        @Override
        public Optional<Bitmap> get()
        {
            return folds.result(group);
        }

        @Override
        public long getEstimatedSize()
        {
            return INSTANCE_SIZE + folds.retainedSize();
        }
    }
}
