package dev.trinocrowd.storage;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.ChunkedSet;
import org.roaringbitmap.Container;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// A set that lies in several files, folded from the oldest to the newest.
///
/// Where files have no id in common, chunks are only folded when they are asked for, since their cardinalities are known without it.
/// Otherwise the chunks that several files have are folded as soon as any chunk is asked for; the others stay where they are.
public final class FoldedSet
        implements ChunkedSet
{
    private final List<Layer> layers;
    private final boolean disjoint;
    private final long cardinality;
    private volatile Chunks chunks;

    /// A chunk is made of the parts from its start to that of the next chunk, unless it is already folded.
    @SuppressWarnings("ArrayRecordComponent")
    private record Chunks(int count, long[] numbers, int[] cardinalities, int[] partStarts, int[] partLayers, int[] partIndexes, Container[] folded)
    {}

    /// @param layers the oldest first, of which the first has members
    /// @param disjoint whether each layer has members, none of which is in another
    /// @param cardinality of the folded set
    public FoldedSet(List<Layer> layers, boolean disjoint, long cardinality)
    {
        this.layers = ImmutableList.copyOf(requireNonNull(layers, "layers is null"));
        checkArgument(!disjoint || layers.stream().allMatch(layer -> layer.kind() == SetKind.MEMBERS), "deletes are not disjoint");
        this.disjoint = disjoint;
        this.cardinality = cardinality;
    }

    /// The set of layers of which nothing else is known.
    public static ChunkedSet of(List<Layer> layers)
    {
        FoldedSet folded = new FoldedSet(layers, false, -1);
        long cardinality = 0;
        for (int i = 0; i < folded.chunkCount(); i++) {
            cardinality += folded.cardinalityAt(i);
        }
        FoldedSet counted = new FoldedSet(layers, false, cardinality);
        counted.chunks = folded.chunks;
        return counted;
    }

    @Override
    public long cardinality()
    {
        return cardinality;
    }

    @Override
    public int chunkCount()
    {
        return chunks().count;
    }

    @Override
    public long chunkAt(int index)
    {
        return chunks().numbers[index];
    }

    @Override
    public int cardinalityAt(int index)
    {
        return chunks().cardinalities[index];
    }

    @Override
    public Container containerAt(int index)
    {
        Chunks current = chunks();
        Container folded = current.folded[index];
        return folded == null ? fold(current.partLayers, current.partIndexes, current.partStarts[index], current.partStarts[index + 1]) : folded;
    }

    private Container fold(int[] partLayers, int[] partIndexes, int from, int to)
    {
        Container container = null;
        for (int part = from; part < to; part++) {
            container = ChunkFold.fold(container, layers.get(partLayers[part]), partIndexes[part]);
        }
        return container;
    }

    private Chunks chunks()
    {
        Chunks current = chunks;
        if (current == null) {
            current = merge();
            chunks = current;
        }
        return current;
    }

    private Chunks merge()
    {
        int parts = 0;
        for (Layer layer : layers) {
            parts += layer.set().chunkCount();
        }
        int[] partLayers = new int[parts];
        int[] partIndexes = new int[parts];
        sortParts(partLayers, partIndexes);
        long[] numbers = new long[parts];
        int[] cardinalities = new int[parts];
        int[] partStarts = new int[parts + 1];
        Container[] folded = new Container[parts];
        int count = 0;
        int next;
        int written = 0;
        for (int part = 0; part < parts; part = next) {
            long number = chunkOf(partLayers[part], partIndexes[part]);
            int sum = 0;
            for (next = part; next < parts && chunkOf(partLayers[next], partIndexes[next]) == number; next++) {
                sum += layers.get(partLayers[next]).set().cardinalityAt(partIndexes[next]);
            }
            boolean isSimple = next == part + 1 && layers.get(partLayers[part]).kind() == SetKind.MEMBERS;
            if (!disjoint && !isSimple) {
                Container container = fold(partLayers, partIndexes, part, next);
                if (container == null || container.isEmpty()) {
                    continue;
                }
                folded[count] = container;
                sum = container.getCardinality();
            }
            numbers[count] = number;
            cardinalities[count] = sum;
            partStarts[count] = written;
            if (folded[count] == null) {
                System.arraycopy(partLayers, part, partLayers, written, next - part);
                System.arraycopy(partIndexes, part, partIndexes, written, next - part);
                written += next - part;
            }
            count++;
            partStarts[count] = written;
        }
        return new Chunks(
                count,
                Arrays.copyOf(numbers, count),
                Arrays.copyOf(cardinalities, count),
                Arrays.copyOf(partStarts, count + 1),
                Arrays.copyOf(partLayers, written),
                Arrays.copyOf(partIndexes, written),
                Arrays.copyOf(folded, count));
    }

    /// Lists all chunks of all layers, by chunk and then by age.
    private void sortParts(int[] partLayers, int[] partIndexes)
    {
        int[] positions = new int[layers.size()];
        PriorityQueue<Integer> queue = new PriorityQueue<>(Comparator.<Integer>comparingLong(layer -> chunkOf(layer, positions[layer])).thenComparingInt(layer -> layer));
        for (int layer = 0; layer < layers.size(); layer++) {
            if (layers.get(layer).set().chunkCount() > 0) {
                queue.add(layer);
            }
        }
        for (int part = 0; !queue.isEmpty(); part++) {
            int layer = queue.poll();
            partLayers[part] = layer;
            partIndexes[part] = positions[layer];
            positions[layer]++;
            if (positions[layer] < layers.get(layer).set().chunkCount()) {
                queue.add(layer);
            }
        }
    }

    private long chunkOf(int layer, int index)
    {
        return layers.get(layer).set().chunkAt(index);
    }
}
