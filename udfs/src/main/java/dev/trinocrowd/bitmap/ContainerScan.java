package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MappeableContainerPointer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import static dev.trinocrowd.bitmap.BitmapFormat.HEADER_SIZE;
import static dev.trinocrowd.bitmap.RoaringLayout.BITMAP_CONTAINER_SIZE;

/// Counts the common members of two roaring bitmaps container by container.
///
/// Two bitmap containers are counted straight from the bytes, which is where most of the work is when sets are large; other pairs are
/// left to the library. It could count whole buckets, but in an int, which a full bucket of 2^32 members overflows, and through buffers,
/// which are slower than arrays.
final class ContainerScan
{
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Slice slice;
    private final long buckets;
    private long index;
    private int position = HEADER_SIZE + Long.BYTES;

    private ContainerScan(Slice slice)
    {
        this.slice = slice;
        this.buckets = slice.getLong(HEADER_SIZE);
    }

    static long andCardinality(Slice left, Slice right)
    {
        ContainerScan leftScan = new ContainerScan(left);
        ContainerScan rightScan = new ContainerScan(right);
        long cardinality = 0;
        while (leftScan.hasBucket() && rightScan.hasBucket()) {
            int order = Integer.compare(leftScan.high(), rightScan.high());
            if (order == 0) {
                cardinality += andCardinality(leftScan, rightScan);
            }
            if (order <= 0) {
                leftScan.advance();
            }
            if (order >= 0) {
                rightScan.advance();
            }
        }
        return cardinality;
    }

    private boolean hasBucket()
    {
        return index < buckets;
    }

    private int high()
    {
        return slice.getInt(position);
    }

    private RoaringLayout layout()
    {
        return RoaringLayout.read(slice, position + Integer.BYTES);
    }

    private void advance()
    {
        position = layout().end(slice);
        index++;
    }

    private MappeableContainerPointer containers()
    {
        int start = position + Integer.BYTES;
        return new ImmutableRoaringBitmap(slice.toByteBuffer(start, slice.length() - start).asReadOnlyBuffer()).getContainerPointer();
    }

    private static long andCardinality(ContainerScan left, ContainerScan right)
    {
        RoaringLayout leftLayout = left.layout();
        RoaringLayout rightLayout = right.layout();
        MappeableContainerPointer leftContainers = left.containers();
        MappeableContainerPointer rightContainers = right.containers();
        long cardinality = 0;
        int leftIndex = 0;
        int rightIndex = 0;
        while (leftContainers.hasContainer() && rightContainers.hasContainer()) {
            int order = Character.compare(leftContainers.key(), rightContainers.key());
            if (order == 0) {
                if (leftContainers.isBitmapContainer() && rightContainers.isBitmapContainer()) {
                    cardinality += andBits(left.slice, leftLayout.containerPosition(left.slice, leftIndex), right.slice, rightLayout.containerPosition(right.slice, rightIndex));
                }
                else {
                    cardinality += leftContainers.getContainer().andCardinality(rightContainers.getContainer());
                }
            }
            if (order <= 0) {
                leftContainers.advance();
                leftIndex++;
            }
            if (order >= 0) {
                rightContainers.advance();
                rightIndex++;
            }
        }
        return cardinality;
    }

    private static int andBits(Slice left, int leftPosition, Slice right, int rightPosition)
    {
        byte[] leftBytes = left.byteArray();
        byte[] rightBytes = right.byteArray();
        int leftStart = left.byteArrayOffset() + leftPosition;
        int rightStart = right.byteArrayOffset() + rightPosition;
        int cardinality = 0;
        for (int i = 0; i < BITMAP_CONTAINER_SIZE; i += Long.BYTES) {
            cardinality += Long.bitCount((long) LONG.get(leftBytes, leftStart + i) & (long) LONG.get(rightBytes, rightStart + i));
        }
        return cardinality;
    }
}
