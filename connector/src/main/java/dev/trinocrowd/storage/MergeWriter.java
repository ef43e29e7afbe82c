package dev.trinocrowd.storage;

import com.google.common.collect.ImmutableList;
import io.trino.filesystem.Location;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

import static com.google.common.collect.ImmutableList.toImmutableList;

/// Folds several files of a bucket into one file of members, holding no more than a page of each.
public final class MergeWriter
{
    private MergeWriter()
    {}

    /// A file that nobody knows of yet.
    public record MergedFile(String path, DataFileSummary summary)
    {}

    public interface Listener
    {
        /// @param entries where the key was found
        /// @param cardinality of the merged set; 0 if the key is not written
        void merged(List<KeyMerge.Entry> entries, long cardinality);
    }

    /// @param table the table's folder
    /// @param kinds of the files that are merged
    /// @return empty if nothing is left
    public static Optional<MergedFile> write(FileStore files, Location table, int bucket, int bucketCount, KeyMerge keys, IntFunction<SetKind> kinds, Listener listener)
    {
        String path = DataFiles.newPath();
        Location location = table.appendPath(path);
        Optional<MergedFile> result = Optional.empty();
        try (DataFileWriter writer = new DataFileWriter(files.create(location), SetKind.MEMBERS, bucket, bucketCount)) {
            while (keys.advance()) {
                List<Layer> layers = keys.entries().stream()
                        .map(entry -> new Layer(entry.file().set(entry.ordinal()), kinds.apply(entry.index())))
                        .collect(toImmutableList());
                ChunkCursor chunks = new ChunkFold(layers);
                writer.startKey(keys.key());
                while (chunks.advance()) {
                    writer.addChunk(chunks.chunk(), chunks.container());
                }
                listener.merged(keys.entries(), writer.endKey());
            }
            result = writer.finish().map(summary -> new MergedFile(path, summary));
            return result;
        }
        finally {
            if (result.isEmpty()) {
                files.deleteQuietly(ImmutableList.of(location));
            }
            else {
                files.sync(location);
            }
        }
    }
}
