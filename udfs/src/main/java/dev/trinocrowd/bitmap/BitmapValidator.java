package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;

import static dev.trinocrowd.bitmap.RoaringLayout.BITMAP_CONTAINER_SIZE;
import static dev.trinocrowd.bitmap.RoaringLayout.COOKIE;
import static dev.trinocrowd.bitmap.RoaringLayout.COOKIE_WITH_RUNS;
import static dev.trinocrowd.bitmap.RoaringLayout.MAX_ARRAY_CARDINALITY;
import static dev.trinocrowd.bitmap.RoaringLayout.MAX_CONTAINERS;

/// Goes once through bytes that claim to be in the portable 64-bit format, and allocates nothing.
///
/// What it lets pass has ascending buckets, containers, members and runs, true cardinalities and offsets, and no member from 2^63 on.
final class BitmapValidator
{
    private final Slice bytes;
    private int position;
    private int previousHigh = -1;

    BitmapValidator(Slice bytes)
    {
        this.bytes = bytes;
    }

    int position()
    {
        return position;
    }

    long bucketCount()
    {
        require(Long.BYTES);
        long count = bytes.getLong(0);
        position = Long.BYTES;
        // A bucket of one container with one member takes 19 bytes, an empty one 12.
        if (count < 0 || count > (bytes.length() - Long.BYTES) / 12) {
            throw invalid("has room for fewer than %s buckets".formatted(Long.toUnsignedString(count)));
        }
        return count;
    }

    int nextHigh()
    {
        require(Integer.BYTES);
        int high = bytes.getInt(position);
        if (high < 0) {
            throw invalid("has members from 2^63 on");
        }
        if (high <= previousHigh) {
            throw invalid("has bucket %d after bucket %d".formatted(high, previousHigh));
        }
        previousHigh = high;
        position += Integer.BYTES;
        return high;
    }

    void checkBucket()
    {
        require(2 * Integer.BYTES);
        int cookie = bytes.getInt(position);
        if (cookie != COOKIE && (cookie & 0xFFFF) != COOKIE_WITH_RUNS) {
            throw invalid("has the unknown cookie %d".formatted(cookie));
        }
        RoaringLayout layout = RoaringLayout.read(bytes, position);
        if (layout.containers() < 0 || layout.containers() > MAX_CONTAINERS) {
            throw invalid("has a bucket of %s containers".formatted(Integer.toUnsignedString(layout.containers())));
        }
        require(layout.headerSize());
        int start = position;
        position += layout.headerSize();
        int previousKey = -1;
        for (int container = 0; container < layout.containers(); container++) {
            int key = layout.key(bytes, container);
            if (key <= previousKey) {
                throw invalid("has container %d after container %d".formatted(key, previousKey));
            }
            previousKey = key;
            if (layout.hasOffsets() && layout.containerPosition(bytes, container) != position) {
                throw invalid("has a container at byte %d of its bucket that should be at %d".formatted(layout.containerPosition(bytes, container) - start, position - start));
            }
            int cardinality = layout.cardinality(bytes, container);
            if (layout.isRun(bytes, container)) {
                checkRuns(cardinality);
            }
            else if (cardinality <= MAX_ARRAY_CARDINALITY) {
                checkArray(cardinality);
            }
            else {
                checkBits(cardinality);
            }
        }
    }

    private void checkRuns(int cardinality)
    {
        require(Short.BYTES);
        int runs = bytes.getUnsignedShort(position);
        position += Short.BYTES;
        require(2 * Short.BYTES * runs);
        int previousEnd = -1;
        int found = 0;
        for (int i = 0; i < runs; i++) {
            int first = bytes.getUnsignedShort(position);
            int last = first + bytes.getUnsignedShort(position + Short.BYTES);
            position += 2 * Short.BYTES;
            // Runs that touch are one run, and no writer leaves them apart.
            if (first <= (i == 0 ? -1 : previousEnd + 1) || last > 0xFFFF) {
                throw invalid("has the run %d to %d after one that ends at %d".formatted(first, last, previousEnd));
            }
            found += last - first + 1;
            previousEnd = last;
        }
        checkCardinality(cardinality, found);
    }

    private void checkArray(int cardinality)
    {
        require(Short.BYTES * cardinality);
        int previous = -1;
        for (int i = 0; i < cardinality; i++) {
            int member = bytes.getUnsignedShort(position);
            position += Short.BYTES;
            if (member <= previous) {
                throw invalid("has member %d of a container after %d".formatted(member, previous));
            }
            previous = member;
        }
    }

    private void checkBits(int cardinality)
    {
        require(BITMAP_CONTAINER_SIZE);
        int found = 0;
        for (int i = 0; i < BITMAP_CONTAINER_SIZE; i += Long.BYTES) {
            found += Long.bitCount(bytes.getLong(position + i));
        }
        position += BITMAP_CONTAINER_SIZE;
        checkCardinality(cardinality, found);
    }

    private void checkCardinality(int expected, int found)
    {
        if (expected != found) {
            throw invalid("has a container of %d members that claims %d".formatted(found, expected));
        }
    }

    void checkEnd()
    {
        if (position != bytes.length()) {
            throw invalid("has %d bytes behind its end".formatted(bytes.length() - position));
        }
    }

    private void require(int size)
    {
        if (size > bytes.length() - position) {
            throw invalid("ends within %d bytes that it announces".formatted(size));
        }
    }

    private IllegalArgumentException invalid(String fault)
    {
        return new IllegalArgumentException("Expected a bitmap in the portable 64-bit roaring format, but what was found %s (%d bytes, read up to %d)"
                .formatted(fault, bytes.length(), position));
    }
}
