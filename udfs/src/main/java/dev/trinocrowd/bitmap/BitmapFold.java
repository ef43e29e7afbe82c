package dev.trinocrowd.bitmap;

import java.util.ArrayList;
import java.util.List;

import static io.airlift.slice.SizeOf.instanceSize;
import static java.util.Objects.requireNonNull;

/// Bitmaps on their way to becoming one.
///
/// A union is not made for every bitmap that comes but only once those waiting weigh as much as what is there already:
/// however many come, each byte is copied a logarithmic number of times. An intersection only shrinks, so it is made at once.
final class BitmapFold
{
    private static final int INSTANCE_SIZE = instanceSize(BitmapFold.class) + instanceSize(ArrayList.class);
    /// A reference in the list, the record and its slice.
    private static final int ENTRY_SIZE = 64;
    private static final int MIN_WAITING_SIZE = 1 << 19;
    private static final int MAX_WAITING = 1 << 12;

    /// What the bitmaps have been added for so far; of no matter to a single one.
    private FoldOperation operation;
    /// The first is the largest: what has become one already.
    private final List<Bitmap> bitmaps = new ArrayList<>(2);
    private long retainedSize = INSTANCE_SIZE;
    private long waitingSize;

    /// @param first a bitmap that nothing larger is kept alive by
    BitmapFold(Bitmap first)
    {
        bitmaps.add(requireNonNull(first, "first is null"));
        retainedSize += size(first);
    }

    /// @param bitmap a bitmap that nothing larger is kept alive by
    void add(FoldOperation operation, Bitmap bitmap)
    {
        this.operation = requireNonNull(operation, "operation is null");
        bitmaps.add(bitmap);
        long size = size(bitmap);
        retainedSize += size;
        waitingSize += size;
        boolean isHeavy = waitingSize >= Math.max(MIN_WAITING_SIZE, bitmaps.getFirst().slice().length());
        if (operation == FoldOperation.AND || isHeavy || bitmaps.size() > MAX_WAITING) {
            fold();
        }
    }

    private void fold()
    {
        Bitmap folded = result();
        bitmaps.clear();
        bitmaps.add(folded);
        retainedSize = INSTANCE_SIZE + size(folded);
        waitingSize = 0;
    }

    private static long size(Bitmap bitmap)
    {
        return ENTRY_SIZE + bitmap.slice().getRetainedSize();
    }

    Bitmap result()
    {
        return bitmaps.size() == 1 ? bitmaps.getFirst() : operation.apply(bitmaps.toArray(Bitmap[]::new));
    }

    List<Bitmap> bitmaps()
    {
        return bitmaps;
    }

    long retainedSize()
    {
        return retainedSize;
    }
}
