package dev.trinocrowd.export.delivery;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// How a lane's rows become batches. It stays as it was in the first run, also if the destination is declared otherwise later.
///
/// @param batchSize the most rows of a batch
/// @param chunkRows how many rows are looked at to find those that may share a batch
public record LanePlan(int batchSize, int chunkRows, Grouping grouping)
{
    public LanePlan
    {
        checkArgument(batchSize > 0, "the batch size must be positive, found %s", batchSize);
        checkArgument(chunkRows >= batchSize, "a chunk must hold a batch of %s rows, found %s", batchSize, chunkRows);
        requireNonNull(grouping, "grouping is null");
    }
}
