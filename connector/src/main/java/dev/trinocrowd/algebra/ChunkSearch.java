package dev.trinocrowd.algebra;

/// Finds chunks in sets.
final class ChunkSearch
{
    private ChunkSearch()
    {}

    /// The first index from `from` on whose chunk is not smaller, or the chunk count. Galloping: near chunks are found in few steps.
    static int firstFrom(ChunkedSet set, int from, long chunk)
    {
        int count = set.chunkCount();
        if (from >= count || set.chunkAt(from) >= chunk) {
            return from;
        }
        // all up to low are smaller
        int low = from;
        int step = 1;
        while (step < count - low && set.chunkAt(low + step) < chunk) {
            low += step;
            step = Math.min(2 * step, 1 << 30);
        }
        int high = step < count - low ? low + step : count;
        while (low + 1 < high) {
            int middle = (low + high) >>> 1;
            if (set.chunkAt(middle) < chunk) {
                low = middle;
            }
            else {
                high = middle;
            }
        }
        return high;
    }
}
