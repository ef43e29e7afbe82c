package dev.trinocrowd.bitmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static dev.trinocrowd.bitmap.FoldOperation.OR;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;

/// Collects ids and bitmaps a group, and gives their union.
///
/// Ids are only noted while they come, and sorted when the bitmap is asked for: laying out containers from sorted ids costs a fraction of
/// adding them to a bitmap one by one. Repeats are looked for whenever a group has grown fourfold, so that a group holds about twice its
/// distinct ids at most, and a large group becomes a bitmap piece by piece.
public final class BitmapUnions
{
    private static final int INSTANCE_SIZE = instanceSize(BitmapUnions.class);
    /// A bitmap up to this size is taken apart into ids.
    private static final int MAX_LISTED_CARDINALITY = 4096;

    private final IdChains chains;
    private final BitmapFolds folds = new BitmapFolds(0);
    private int groups;
    private final IdSorter sorter = new IdSorter();
    private long[] scratch = new long[0];

    public BitmapUnions(int groups)
    {
        this.groups = groups;
        chains = new IdChains(groups);
    }

    public void ensureCapacity(int groups)
    {
        if (groups > this.groups) {
            this.groups = groups;
            chains.ensureCapacity(groups);
        }
    }

    /// @param id not negative
    public void add(int group, long id)
    {
        int count = chains.add(group, id);
        if (count != 0) {
            switch (count) {
                // Chains fill their chunks at these counts, each about four times the one before; see IdChains.
                case 246, 1012, 4081, 16357 -> {
                    // A group that has come further once is not expected to repeat itself now.
                    if (fold(group).isEmpty()) {
                        removeRepeats(group, count);
                    }
                }
                case 64438 -> {
                    if (!removeRepeats(group, count)) {
                        moveToFold(group, count);
                    }
                }
                default -> {
                }
            }
        }
    }

    /// Sorts the group's ids and stores them again if at least half of them were repeats.
    private boolean removeRepeats(int group, int count)
    {
        int distinct = sorter.sortDistinct(copyIds(group, count), count);
        if (distinct > count / 2) {
            return false;
        }
        chains.clear(group);
        for (int i = 0; i < distinct; i++) {
            chains.add(group, scratch[i]);
        }
        return true;
    }

    private void moveToFold(int group, int count)
    {
        Bitmap bitmap = listed(group, count);
        chains.clear(group);
        folds.ensureCapacity(groups);
        folds.addOwned(group, OR, bitmap);
    }

    private Bitmap listed(int group, int count)
    {
        long[] ids = copyIds(group, count);
        return BitmapBuilder.fromSortedIds(ids, sorter.sortDistinct(ids, count));
    }

    private long[] copyIds(int group, int count)
    {
        if (scratch.length < count) {
            scratch = new long[Math.max(count, Math.min(2 * scratch.length, IdChains.MAX_IDS))];
        }
        chains.copy(group, scratch, 0);
        return scratch;
    }

    /// @param bitmap read by the caller from bytes that it may use again
    public void add(int group, Bitmap bitmap)
    {
        if (bitmap instanceof SortedIds ids && ids.count() <= MAX_LISTED_CARDINALITY && !ids.isEmpty()) {
            for (int i = 0; i < ids.count(); i++) {
                add(group, ids.id(i));
            }
        }
        else if (bitmap instanceof RoaringIds && bitmap.cardinality() <= MAX_LISTED_CARDINALITY) {
            bitmap.iterator().forEachRemaining((long id) -> add(group, id));
        }
        else {
            folds.ensureCapacity(groups);
            folds.add(group, OR, bitmap);
        }
    }

    /// The union of all that was added to the group, if anything was.
    public Optional<Bitmap> result(int group)
    {
        int count = chains.count(group);
        Optional<BitmapFold> fold = fold(group);
        if (count == 0) {
            return fold.map(BitmapFold::result);
        }
        Bitmap listed = listed(group, count);
        if (fold.isEmpty()) {
            return Optional.of(listed);
        }
        List<Bitmap> bitmaps = new ArrayList<>(fold.get().bitmaps());
        bitmaps.add(listed);
        return Optional.of(OR.apply(bitmaps.toArray(Bitmap[]::new)));
    }

    private Optional<BitmapFold> fold(int group)
    {
        return group < folds.capacity() ? folds.fold(group) : Optional.empty();
    }

    public void clear(int group)
    {
        chains.clear(group);
        if (group < folds.capacity()) {
            folds.clear(group);
        }
    }

    public long retainedSize()
    {
        return INSTANCE_SIZE + chains.retainedSize() + folds.retainedSize() + sorter.retainedBytes() + sizeOf(scratch);
    }
}
