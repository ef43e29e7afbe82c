package dev.trinocrowd.algebra;

import org.roaringbitmap.Container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes the rows of chunks until there are enough, and of the last chunk only those that are nearest.
final class RowLimit
{
    private final IdOrder order;
    private final Map<List<KeyTuple>, RowClass> classes = new HashMap<>();
    private final List<RowBatch> batches = new ArrayList<>();
    private long wanted;

    RowLimit(long count, IdOrder order)
    {
        wanted = count;
        this.order = order;
    }

    boolean isReached()
    {
        return wanted == 0;
    }

    List<RowBatch> batches()
    {
        return batches;
    }

    /// @param chunk all batches of a chunk, which comes after those before in this order
    void add(List<RowBatch> chunk)
    {
        List<RowBatch> batches = chunk.stream().map(this::renumbered).toList();
        long rows = batches.stream().mapToLong(RowBatch::cardinality).sum();
        if (rows <= wanted) {
            this.batches.addAll(batches);
            wanted -= rows;
        }
        else if (wanted > 0) {
            addNearest(batches);
            wanted = 0;
        }
    }

    /// The chunks may come from several evaluations, each with classes of its own.
    private RowBatch renumbered(RowBatch batch)
    {
        KeyTuple[] keys = batch.rowClass().keys();
        RowClass rowClass = classes.computeIfAbsent(Arrays.asList(keys), _ -> new RowClass(classes.size(), keys));
        return batch.of(rowClass);
    }

    private void addNearest(List<RowBatch> chunk)
    {
        // the nearest numbers that give enough rows
        int few = 0;
        int enough = Containers.CHUNK_SIZE;
        while (few + 1 < enough) {
            int middle = (few + enough) >>> 1;
            if (rows(chunk, middle) >= wanted) {
                enough = middle;
            }
            else {
                few = middle;
            }
        }
        // at the last number, rows of several classes may be too many
        long surplus = rows(chunk, enough) - wanted;
        for (RowBatch batch : chunk) {
            Container ids = nearest(batch.container(), enough);
            if (surplus > 0 && batch.container().contains(number(enough))) {
                ids = nearest(batch.container(), enough - 1);
                surplus--;
            }
            if (!ids.isEmpty()) {
                batches.add(new RowBatch(batch.rowClass(), batch.chunk(), new ComputedIds(ids)));
            }
        }
    }

    private long rows(List<RowBatch> chunk, int numbers)
    {
        return chunk.stream().mapToLong(batch -> count(batch.container(), numbers)).sum();
    }

    /// How many of the nearest `numbers` numbers are in a container.
    private int count(Container container, int numbers)
    {
        return switch (order) {
            case ASCENDING -> container.rank((char) (numbers - 1));
            case DESCENDING -> container.getCardinality() - (numbers == Containers.CHUNK_SIZE ? 0 : container.rank((char) (Containers.CHUNK_SIZE - numbers - 1)));
        };
    }

    private Container nearest(Container container, int numbers)
    {
        if (numbers == 0) {
            return Containers.EMPTY;
        }
        return container.and(switch (order) {
            case ASCENDING -> Container.rangeOfOnes(0, numbers);
            case DESCENDING -> Container.rangeOfOnes(Containers.CHUNK_SIZE - numbers, Containers.CHUNK_SIZE);
        });
    }

    /// The farthest of the nearest `numbers` numbers.
    private char number(int numbers)
    {
        return switch (order) {
            case ASCENDING -> (char) (numbers - 1);
            case DESCENDING -> (char) (Containers.CHUNK_SIZE - numbers);
        };
    }
}
