package dev.trinocrowd.bitmap;

import java.util.Arrays;
import java.util.Optional;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;

/// One [BitmapFold] a group.
public final class BitmapFolds
{
    private static final int INSTANCE_SIZE = instanceSize(BitmapFolds.class);

    private BitmapFold[] folds;
    private long foldsSize;

    public BitmapFolds(int groups)
    {
        folds = new BitmapFold[groups];
    }

    public void ensureCapacity(int groups)
    {
        if (groups > folds.length) {
            folds = Arrays.copyOf(folds, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(groups, folds.length + ((long) folds.length >> 1))));
        }
    }

    int capacity()
    {
        return folds.length;
    }

    /// @param bitmap read by the caller from bytes that it may use again
    public void add(int group, FoldOperation operation, Bitmap bitmap)
    {
        addOwned(group, operation, Bitmap.of(bitmap.slice().copy()));
    }

    void addOwned(int group, FoldOperation operation, Bitmap bitmap)
    {
        BitmapFold fold = folds[group];
        if (fold == null) {
            fold = new BitmapFold(bitmap);
            folds[group] = fold;
        }
        else {
            foldsSize -= fold.retainedSize();
            fold.add(operation, bitmap);
        }
        foldsSize += fold.retainedSize();
    }

    /// Forgets what was added to the group and takes this bitmap.
    public void set(int group, Bitmap bitmap)
    {
        clear(group);
        folds[group] = new BitmapFold(Bitmap.of(bitmap.slice().copy()));
        foldsSize += folds[group].retainedSize();
    }

    public void clear(int group)
    {
        if (folds[group] != null) {
            foldsSize -= folds[group].retainedSize();
            folds[group] = null;
        }
    }

    Optional<BitmapFold> fold(int group)
    {
        return Optional.ofNullable(folds[group]);
    }

    /// The group's bitmap, if any was added.
    public Optional<Bitmap> result(int group)
    {
        return fold(group).map(BitmapFold::result);
    }

    public long retainedSize()
    {
        return INSTANCE_SIZE + sizeOf(folds) + foldsSize;
    }
}
