package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;
import org.roaringbitmap.Container;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import static com.google.common.collect.ImmutableList.toImmutableList;

/// A group as far as it was computed.
final class GroupState
{
    private static final long BYTES = 256;

    private final KeyTuple key;
    private final List<Accumulator> accumulators;
    /// What the current chunk has for each aggregation of distinct ids.
    private final List<List<ChunkIds>> pending;
    private boolean hasPending;
    private boolean hasRows;

    GroupState(KeyTuple key, List<Aggregation> aggregations)
    {
        this.key = key;
        accumulators = aggregations.stream().map(Accumulator::of).collect(toImmutableList());
        pending = aggregations.stream().map(_ -> (List<ChunkIds>) new ArrayList<ChunkIds>(1)).collect(toImmutableList());
    }

    KeyTuple key()
    {
        return key;
    }

    boolean hasRows()
    {
        return hasRows;
    }

    void addRows()
    {
        hasRows = true;
    }

    Accumulator accumulator(int index)
    {
        return accumulators.get(index);
    }

    boolean hasPending()
    {
        return hasPending;
    }

    void addPending(int index, ChunkIds ids)
    {
        pending.get(index).add(ids);
        hasPending = true;
    }

    /// @return how many more bytes are held
    long finishChunk(long chunk, Intersector intersector)
    {
        long bytes = 0;
        for (int i = 0; i < pending.size(); i++) {
            List<ChunkIds> ids = pending.get(i);
            if (!ids.isEmpty()) {
                bytes += accumulators.get(i).add(chunk, UnionIds.of(intersector, ids));
                ids.clear();
            }
        }
        hasPending = false;
        return bytes;
    }

    void add(GroupState other)
    {
        hasRows |= other.hasRows;
        for (int i = 0; i < accumulators.size(); i++) {
            accumulators.get(i).add(other.accumulators.get(i));
        }
    }

    Group finish()
    {
        return new Group(key, accumulators.stream().map(Accumulator::finish).collect(toImmutableList()));
    }

    long retainedBytes()
    {
        return BYTES + accumulators.size() * 160L;
    }

    /// What one aggregation of a group has come to.
    abstract static sealed class Accumulator
    {
        private static Accumulator of(Aggregation aggregation)
        {
            return switch (aggregation) {
                case Aggregation.CountRows _ -> new Counter();
                case Aggregation.CountKey _ -> new Counter();
                case Aggregation.CountMember _ -> new Counter();
                case Aggregation.CountDistinct _ -> new Counter();
                case Aggregation.Min _ -> new First();
                case Aggregation.Max _ -> new Last();
                case Aggregation.Union _ -> new Collector();
            };
        }

        /// Adds distinct ids of a chunk; chunks ascend.
        ///
        /// @return how many more bytes are held
        abstract long add(long chunk, ChunkIds ids);

        /// Adds an accumulator of other chunks.
        abstract void add(Accumulator other);

        abstract AggregateValue finish();
    }

    static final class Counter
            extends Accumulator
    {
        private long count;

        void add(long more)
        {
            count += more;
        }

        @Override
        long add(long chunk, ChunkIds ids)
        {
            count += ids.cardinality();
            return 0;
        }

        @Override
        void add(Accumulator other)
        {
            count += ((Counter) other).count;
        }

        @Override
        AggregateValue finish()
        {
            return new AggregateValue.Count(count);
        }
    }

    private static final class First
            extends Accumulator
    {
        private long first = Long.MAX_VALUE;
        private boolean isFound;

        @Override
        long add(long chunk, ChunkIds ids)
        {
            if (!isFound && ids.cardinality() > 0) {
                first = (chunk << IdSet.CHUNK_BITS) | ids.container().first();
                isFound = true;
            }
            return 0;
        }

        @Override
        void add(Accumulator other)
        {
            first = Math.min(first, ((First) other).first);
            isFound |= ((First) other).isFound;
        }

        @Override
        AggregateValue finish()
        {
            return new AggregateValue.Id(isFound ? OptionalLong.of(first) : OptionalLong.empty());
        }
    }

    private static final class Last
            extends Accumulator
    {
        private long last = -1;
        private long lastChunk;
        private ChunkIds lastIds;

        @Override
        long add(long chunk, ChunkIds ids)
        {
            if (ids.cardinality() > 0) {
                // most chunks are not the last, so that their containers are not wanted
                lastChunk = chunk;
                lastIds = ids;
            }
            return 0;
        }

        @Override
        void add(Accumulator other)
        {
            last = Math.max(last(), ((Last) other).last());
        }

        private long last()
        {
            if (lastIds != null) {
                last = Math.max(last, (lastChunk << IdSet.CHUNK_BITS) | lastIds.container().last());
                lastIds = null;
            }
            return last;
        }

        @Override
        AggregateValue finish()
        {
            return new AggregateValue.Id(last() < 0 ? OptionalLong.empty() : OptionalLong.of(last()));
        }
    }

    private static final class Collector
            extends Accumulator
    {
        private final IdSetBuilder ids = new IdSetBuilder();
        private final ImmutableList.Builder<IdSet> others = ImmutableList.builder();

        @Override
        long add(long chunk, ChunkIds chunkIds)
        {
            long before = ids.retainedBytes();
            Container container = chunkIds.container();
            if (chunkIds instanceof StoredIds) {
                ids.share(chunk, container);
            }
            else {
                ids.add(chunk, container.clone());
            }
            return ids.retainedBytes() - before;
        }

        @Override
        void add(Accumulator other)
        {
            others.add(((Collector) other).set());
        }

        private IdSet set()
        {
            return IdSets.orAll(others.add(ids.build()).build());
        }

        @Override
        AggregateValue finish()
        {
            return new AggregateValue.Ids(set());
        }
    }
}
