package dev.trinocrowd.export.delivery;

import java.util.List;

/// Carries batches to a destination. For many threads at a time.
public interface Sender
        extends AutoCloseable
{
    /// Makes one attempt. What goes wrong on the way is a verdict, too.
    ///
    /// @throws InterruptedException if the thread was interrupted; then it is open whether the batch was taken
    SendResult send(Batch batch)
            throws InterruptedException;

    /// The keys by which the destination will tell repeats of batches that never left.
    ///
    /// @throws KeysRefusedException if it has to be asked for them, and gives none
    default List<String> keys(List<BatchId> batches)
            throws InterruptedException, KeysRefusedException
    {
        return batches.stream().map(BatchId::idempotencyKey).toList();
    }

    @Override
    void close();
}
