package dev.trinocrowd.storage;

import com.google.common.collect.ImmutableList;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is in a data file, for its entry in a manifest.
///
/// @param counts the key and its number of ids for each ordinal, unless there are too many keys, or too long ones, to be listed
/// @param rows ids of all keys
/// @param minKey at most the first key
/// @param maxKey at least the last key
/// @param bytes of the file
/// @param footerBytes of its footer, which lets readers fetch it in one go
public record DataFileSummary(int keys, long rows, EncodedKey minKey, EncodedKey maxKey, long minId, long maxId, Optional<List<KeyCount>> counts, long bytes, int footerBytes)
{
    public static final int MAX_LISTED_KEYS = 1000;
    public static final int MAX_LISTED_BYTES = 64 * 1024;

    static final class Builder
    {
        private final List<KeyCount> counts = new ArrayList<>();
        private long listedBytes;
        private EncodedKey firstKey;
        private EncodedKey lastKey;
        private int keys;
        private long rows;
        private long minId = Long.MAX_VALUE;
        private long maxId;

        void add(EncodedKey key, long cardinality, long first, long last)
        {
            if (keys == 0) {
                firstKey = key;
            }
            lastKey = key;
            keys++;
            rows += cardinality;
            minId = Math.min(minId, first);
            maxId = Math.max(maxId, last);
            listedBytes += key.length();
            if (isListed()) {
                counts.add(new KeyCount(key, cardinality));
            }
        }

        private boolean isListed()
        {
            return keys <= MAX_LISTED_KEYS && listedBytes <= MAX_LISTED_BYTES;
        }

        DataFileSummary build(long bytes, int footerBytes)
        {
            Optional<List<KeyCount>> listed = isListed() ? Optional.of(ImmutableList.copyOf(counts)) : Optional.empty();
            return new DataFileSummary(keys, rows, firstKey.lowerBound(), lastKey.upperBound(), minId, maxId, listed, bytes, footerBytes);
        }
    }
}
