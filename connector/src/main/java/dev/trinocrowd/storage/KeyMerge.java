package dev.trinocrowd.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/// Passes over the keys of several files in ascending order; at each, over the files that have it.
public final class KeyMerge
{
    private final PriorityQueue<Cursor> cursors = new PriorityQueue<>(Comparator.comparing(Cursor::key).thenComparingInt(Cursor::index));
    private final List<Entry> entries = new ArrayList<>();
    private EncodedKey key;

    /// @param index of the file
    /// @param ordinal of the key in it
    public record Entry(int index, DataFile file, int ordinal)
    {}

    private static final class Cursor
    {
        private final int index;
        private final DataFile file;
        private final IntPredicate isDropped;
        private int ordinal = -1;
        private EncodedKey key;

        Cursor(int index, DataFile file, IntPredicate isDropped)
        {
            this.index = index;
            this.file = file;
            this.isDropped = isDropped;
        }

        boolean advance()
        {
            do {
                ordinal++;
            }
            while (ordinal < file.keys() && isDropped.test(ordinal));
            if (ordinal == file.keys()) {
                return false;
            }
            key = file.key(ordinal);
            return true;
        }

        EncodedKey key()
        {
            return key;
        }

        int index()
        {
            return index;
        }
    }

    /// Adds the next file.
    ///
    /// @param isDropped the ordinals that are passed over
    public void add(int index, DataFile file, IntPredicate isDropped)
    {
        Cursor cursor = new Cursor(index, file, isDropped);
        if (cursor.advance()) {
            cursors.add(cursor);
        }
    }

    public boolean advance()
    {
        entries.clear();
        if (cursors.isEmpty()) {
            return false;
        }
        key = cursors.peek().key();
        while (!cursors.isEmpty() && cursors.peek().key().equals(key)) {
            Cursor cursor = cursors.poll();
            entries.add(new Entry(cursor.index, cursor.file, cursor.ordinal));
            if (cursor.advance()) {
                cursors.add(cursor);
            }
        }
        return true;
    }

    public EncodedKey key()
    {
        return key;
    }

    /// Ascending by index; valid until the next advance.
    public List<Entry> entries()
    {
        return entries;
    }
}
