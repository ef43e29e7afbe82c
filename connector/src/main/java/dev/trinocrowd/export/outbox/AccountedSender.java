package dev.trinocrowd.export.outbox;

import dev.trinocrowd.algebra.RoomListener;
import dev.trinocrowd.export.delivery.Batch;
import dev.trinocrowd.export.delivery.BatchId;
import dev.trinocrowd.export.delivery.KeysRefusedException;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.SendResult;
import dev.trinocrowd.export.delivery.Sender;

import java.util.List;

import static java.util.Objects.requireNonNull;

/// Tells how much memory batches take while they are on their way.
final class AccountedSender
        implements Sender
{
    /// What is sent of a row beside its payload: the member, and what stands between values.
    private static final int ROW_BYTES = 32;
    /// Values that are being written, and what was written.
    private static final int COPIES = 2;

    private final Sender sender;
    private final RoomListener room;

    AccountedSender(Sender sender, RoomListener room)
    {
        this.sender = requireNonNull(sender, "sender is null");
        this.room = requireNonNull(room, "room is null");
    }

    @Override
    public SendResult send(Batch batch)
            throws InterruptedException
    {
        long bytes = 0;
        for (OutboxRow row : batch.rows()) {
            StagedRow staged = (StagedRow) row;
            bytes += staged.retainedBytes() + ROW_BYTES + (long) COPIES * staged.payloadBytes();
        }
        room.taken(bytes);
        try {
            return sender.send(batch);
        }
        finally {
            room.taken(-bytes);
        }
    }

    @Override
    public List<String> keys(List<BatchId> batches)
            throws InterruptedException, KeysRefusedException
    {
        return sender.keys(batches);
    }

    @Override
    public void close()
    {
        sender.close();
    }
}
