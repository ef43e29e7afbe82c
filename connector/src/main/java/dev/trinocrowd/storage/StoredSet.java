package dev.trinocrowd.storage;

import dev.trinocrowd.algebra.ChunkedSet;
import org.roaringbitmap.Container;

import static java.util.Objects.requireNonNull;

/// A set that stays in its file until something is asked of it.
final class StoredSet
        implements ChunkedSet
{
    private final DataFile file;
    private final int ordinal;
    private SetDirectory directory;
    private LoadedPage loaded;

    /// Final fields, so that another thread sees a whole page or none.
    @SuppressWarnings("ArrayRecordComponent")
    private record LoadedPage(int page, Container[] containers)
    {}

    StoredSet(DataFile file, int ordinal)
    {
        this.file = requireNonNull(file, "file is null");
        this.ordinal = ordinal;
    }

    @Override
    public long cardinality()
    {
        return file.cardinality(ordinal);
    }

    @Override
    public int chunkCount()
    {
        return directory().chunkCount();
    }

    @Override
    public long chunkAt(int index)
    {
        return directory().chunkAt(index);
    }

    @Override
    public int cardinalityAt(int index)
    {
        return directory().cardinalityAt(index);
    }

    @Override
    public Container containerAt(int index)
    {
        SetDirectory entries = directory();
        LoadedPage current = loaded;
        int page = current != null && isIn(entries, current, index) ? current.page : entries.pageOf(index);
        if (current == null || current.page != page) {
            current = new LoadedPage(page, file.page(ordinal, entries, page));
            loaded = current;
        }
        return current.containers[index - entries.pageStart(page)];
    }

    private static boolean isIn(SetDirectory entries, LoadedPage page, int index)
    {
        int offset = index - entries.pageStart(page.page);
        return offset >= 0 && offset < page.containers.length;
    }

    private SetDirectory directory()
    {
        // Threads that race read the same directory, all of whose fields are final.
        SetDirectory current = directory;
        if (current == null) {
            current = file.directory(ordinal);
            directory = current;
        }
        return current;
    }
}
