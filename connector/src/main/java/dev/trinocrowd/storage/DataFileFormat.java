package dev.trinocrowd.storage;

/// The layout of a data file: the sets of one bucket, each under its key.
///
/// ```
/// header    "CROWDSET", version, kind
/// set ×n    pages, then their directory
/// footer    version, kind, bucket, bucket count, number of keys;
///           for each key: length and bytes of the key, cardinality − 1, least id, greatest − least id,
///                         bytes of all pages, bytes of the directory, checksum of the directory
/// trailer   checksum of the footer (8), its length (4), "CROWDEND"
/// ```
///
/// A page is the containers of consecutive chunks. A directory has the number of chunks and of pages; for each chunk, twice the
/// difference to the chunk before it, minus 1, plus 1 unless the chunk has a single id, and in that case 3 × (cardinality − 1) + form,
/// followed for runs by their number; for each page, how many chunks it has, and its checksum. How long a page is follows from its
/// chunks. Numbers without a width are of variable length, 7 bits a byte. Checksums are xxHash64.
///
/// What is read is checked from the end: the trailer vouches for the footer, this for the directories, and these for the pages.
final class DataFileFormat
{
    static final byte[] HEADER_MAGIC = {'C', 'R', 'O', 'W', 'D', 'S', 'E', 'T'};
    static final byte[] TRAILER_MAGIC = {'C', 'R', 'O', 'W', 'D', 'E', 'N', 'D'};
    static final int VERSION = 1;
    static final int HEADER_BYTES = 10;
    static final int TRAILER_BYTES = 20;

    /// A page ends with the chunk that makes it this long or this many.
    static final int PAGE_BYTES = 64 * 1024;
    static final int PAGE_CHUNKS = 1024;
    static final int MAX_PAGE_BYTES = PAGE_BYTES + ContainerForm.BITS_BYTES;

    static final long MAX_CHUNK = Long.MAX_VALUE >>> 16;

    private DataFileFormat()
    {}
}
