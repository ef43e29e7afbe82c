package dev.trinocrowd.storage;

import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.Container;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Folds layers, the oldest first, chunk by chunk, holding no more than the chunk at hand.
final class ChunkFold
        implements ChunkCursor
{
    private static final Comparator<Cursor> BY_CHUNK_AND_AGE = Comparator.comparingLong(Cursor::chunk).thenComparingInt(Cursor::age);

    private final PriorityQueue<Cursor> cursors = new PriorityQueue<>(BY_CHUNK_AND_AGE);
    private long chunk;
    private Container container;

    private static final class Cursor
    {
        private final Layer layer;
        private final int age;
        private int index;

        Cursor(Layer layer, int age)
        {
            this.layer = layer;
            this.age = age;
        }

        long chunk()
        {
            return layer.set().chunkAt(index);
        }

        int age()
        {
            return age;
        }
    }

    ChunkFold(List<Layer> layers)
    {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).set().chunkCount() > 0) {
                cursors.add(new Cursor(layers.get(i), i));
            }
        }
    }

    @Override
    public boolean advance()
    {
        if (cursors.isEmpty()) {
            return false;
        }
        chunk = cursors.peek().chunk();
        container = null;
        while (!cursors.isEmpty() && cursors.peek().chunk() == chunk) {
            Cursor cursor = cursors.poll();
            container = fold(container, cursor.layer, cursor.index);
            cursor.index++;
            if (cursor.index < cursor.layer.set().chunkCount()) {
                cursors.add(cursor);
            }
        }
        return true;
    }

    /// @param before null if there is nothing yet
    static Container fold(Container before, Layer layer, int index)
    {
        if (layer.kind() == SetKind.MEMBERS) {
            Container added = layer.set().containerAt(index);
            return before == null ? added : before.or(added);
        }
        return before == null || before.isEmpty() ? before : before.andNot(layer.set().containerAt(index));
    }

    @Override
    public long chunk()
    {
        return chunk;
    }

    @Override
    public Container container()
    {
        return container == null ? new ArrayContainer() : container;
    }
}
