package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;

/// The bytes of a bitmap: a header of four bytes and a body.
///
/// The header is `C`, `B`, one byte for version and form, and 0xFF. Read as the start of the portable 64-bit roaring format,
/// which opens with a count of buckets, it would claim more than 2^31 buckets; ids below 2^63 have no more than 2^31,
/// so bytes in one format can never pass for the other.
///
/// The body is either the ids themselves, ascending, eight bytes each, or the portable format. The ids are taken whenever they are
/// not the longer of the two; in the portable format a container is a list of runs if that is shorter than anything else, else an
/// array up to 4096 members, else a bitmap. So the bytes depend on the set alone.
final class BitmapFormat
{
    static final int HEADER_SIZE = Integer.BYTES;

    private static final int SORTED_HEADER = 0xFF11_4243;
    private static final int ROARING_HEADER = 0xFF12_4243;

    enum Form
    {
        SORTED(SORTED_HEADER),
        ROARING(ROARING_HEADER);

        private final int header;

        Form(int header)
        {
            this.header = header;
        }

        int header()
        {
            return header;
        }
    }

    private BitmapFormat()
    {}

    static Form form(Slice slice)
    {
        if (slice.length() >= HEADER_SIZE) {
            switch (slice.getInt(0)) {
                case SORTED_HEADER -> {
                    return Form.SORTED;
                }
                case ROARING_HEADER -> {
                    return Form.ROARING;
                }
                default -> {
                }
            }
        }
        throw new IllegalArgumentException("Expected a bitmap, found %d bytes with another header".formatted(slice.length()));
    }

    static boolean isBitmap(Slice slice)
    {
        if (slice.length() < HEADER_SIZE) {
            return false;
        }
        int header = slice.getInt(0);
        return header == SORTED_HEADER || header == ROARING_HEADER;
    }

    /// Whether a set is written as ascending ids rather than in the portable format.
    static boolean isSortedShorter(long cardinality, long portableSize)
    {
        return cardinality <= portableSize / Long.BYTES;
    }
}
