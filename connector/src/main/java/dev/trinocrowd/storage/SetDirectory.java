package dev.trinocrowd.storage;

import org.roaringbitmap.Container;

import java.util.Arrays;

import static dev.trinocrowd.storage.ContainerForm.CHUNK_IDS;
import static dev.trinocrowd.storage.ContainerForm.MAX_RUNS;
import static dev.trinocrowd.storage.DataFileFormat.MAX_CHUNK;
import static dev.trinocrowd.storage.DataFileFormat.MAX_PAGE_BYTES;
import static dev.trinocrowd.storage.DataFileFormat.PAGE_CHUNKS;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;

/// The chunks of one set of a data file, and the pages that hold them.
final class SetDirectory
        implements StorageCache.Entry
{
    private static final int INSTANCE_SIZE = instanceSize(SetDirectory.class);
    private static final int MIN_PAGE_ENTRY_BYTES = 1 + Long.BYTES;
    private static final int RUNS_BITS = 12;

    private final long[] chunks;
    /// Cardinality − 1, times the number of forms, plus the form; over the number of runs.
    private final int[] shapes;
    private final int[] pageStarts;
    private final long[] pagePositions;
    private final long[] pageChecksums;

    static SetDirectory read(DataFileSource source, DataFileFooter footer, int ordinal)
    {
        long position = footer.directoryPosition(ordinal);
        int length = footer.directoryBytes(ordinal);
        DataFileSource.Window window = source.read(position, length);
        int offset = (int) (position - window.position());
        source.check(Checksums.checksum(window.bytes(), offset, length) == footer.directoryChecksum(ordinal), "the checksum of a directory is wrong");
        return new SetDirectory(new ByteReader(source.name(), "directory", window.bytes(), offset, length), footer, ordinal);
    }

    private SetDirectory(ByteReader reader, DataFileFooter footer, int ordinal)
    {
        int chunkCount = reader.readVarint("number of chunks", reader.remaining());
        int pageCount = reader.readVarint("number of pages", reader.remaining() / MIN_PAGE_ENTRY_BYTES);
        reader.check(chunkCount > 0, "there are no chunks");
        chunks = new long[chunkCount];
        shapes = new int[chunkCount];
        long cardinality = 0;
        long previous = -1;
        for (int i = 0; i < chunkCount; i++) {
            long entry = reader.readVarint();
            long delta = entry >>> 1;
            reader.check(delta < MAX_CHUNK - previous, "a chunk is out of range");
            previous += delta + 1;
            chunks[i] = previous;
            shapes[i] = (entry & 1) == 0 ? 0 : readShape(reader);
            cardinality += cardinalityAt(i);
        }
        reader.check(cardinality == footer.cardinality(ordinal), "there are other than the expected number of ids");
        reader.check(chunks[0] == footer.first(ordinal) >>> 16 && previous == footer.last(ordinal) >>> 16, "its first or last chunk is not the expected one");
        pageStarts = new int[pageCount + 1];
        pagePositions = new long[pageCount + 1];
        pageChecksums = new long[pageCount];
        pagePositions[0] = footer.position(ordinal);
        for (int page = 0; page < pageCount; page++) {
            int pageChunks = reader.readVarint("number of chunks of a page", Math.min(PAGE_CHUNKS, chunkCount - pageStarts[page]));
            reader.check(pageChunks > 0, "a page is empty");
            pageChecksums[page] = reader.readLong();
            pageStarts[page + 1] = pageStarts[page] + pageChunks;
            long bytes = 0;
            for (int i = pageStarts[page]; i < pageStarts[page + 1]; i++) {
                bytes += formAt(i).bytes(cardinalityAt(i), runsAt(i));
            }
            reader.check(bytes <= MAX_PAGE_BYTES, "a page is too long");
            pagePositions[page + 1] = pagePositions[page] + bytes;
        }
        reader.expectEnd();
        reader.check(pageStarts[pageCount] == chunkCount, "some chunks are in no page");
        reader.check(pagePositions[pageCount] == footer.directoryPosition(ordinal), "its pages have other than the expected length");
    }

    private static int readShape(ByteReader reader)
    {
        int shape = reader.readVarint("form of a chunk", (long) CHUNK_IDS * ContainerForm.COUNT - 1);
        int cardinality = shape / ContainerForm.COUNT + 1;
        ContainerForm form = ContainerForm.ofCode(shape % ContainerForm.COUNT);
        int runs = 0;
        if (form == ContainerForm.RUNS) {
            runs = reader.readVarint("number of runs", MAX_RUNS);
            reader.check(runs > 0, "a list of runs is empty");
        }
        // Which of the other two forms it is follows from the cardinality; roaring's operations rely on it.
        ContainerForm expected = ContainerForm.of(cardinality, form == ContainerForm.RUNS ? runs : cardinality);
        reader.check(cardinality > 1 && form == expected, "a chunk is not in its shortest form");
        return shape << RUNS_BITS | runs;
    }

    int chunkCount()
    {
        return chunks.length;
    }

    long chunkAt(int index)
    {
        return chunks[index];
    }

    int cardinalityAt(int index)
    {
        return (shapes[index] >>> RUNS_BITS) / ContainerForm.COUNT + 1;
    }

    private ContainerForm formAt(int index)
    {
        return ContainerForm.ofCode((shapes[index] >>> RUNS_BITS) % ContainerForm.COUNT);
    }

    private int runsAt(int index)
    {
        return shapes[index] & ((1 << RUNS_BITS) - 1);
    }

    int pageCount()
    {
        return pageChecksums.length;
    }

    int pageOf(int index)
    {
        int found = Arrays.binarySearch(pageStarts, index);
        return found >= 0 ? found : -found - 2;
    }

    /// The index of a page's first chunk.
    int pageStart(int page)
    {
        return pageStarts[page];
    }

    Container[] readPage(DataFileSource source, int page)
    {
        long position = pagePositions[page];
        int length = (int) (pagePositions[page + 1] - position);
        DataFileSource.Window window = source.read(position, length);
        int offset = (int) (position - window.position());
        source.check(Checksums.checksum(window.bytes(), offset, length) == pageChecksums[page], "the checksum of a page is wrong");
        ByteReader reader = new ByteReader(source.name(), "page", window.bytes(), offset, length);
        Container[] containers = new Container[pageStarts[page + 1] - pageStarts[page]];
        for (int i = 0; i < containers.length; i++) {
            int index = pageStarts[page] + i;
            containers[i] = ContainerDecoder.decode(reader, formAt(index), cardinalityAt(index), runsAt(index));
        }
        return containers;
    }

    @Override
    public long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(chunks) + sizeOf(shapes) + sizeOf(pageStarts) + sizeOf(pagePositions) + sizeOf(pageChecksums);
    }
}
