package dev.trinocrowd.export.delivery;

import static java.util.Objects.requireNonNull;

/// A row that was not taken.
///
/// @param index in the batch
public record RowRejection(int index, long member, String message)
{
    public RowRejection
    {
        requireNonNull(message, "message is null");
    }
}
