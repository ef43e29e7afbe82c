package dev.trinocrowd.export.delivery;

import java.util.Optional;

/// Tells rows that the destination could not be sent, without sending any.
public interface RowCheck
{
    RowCheck NONE = _ -> Optional.empty();

    /// @return what is wrong with a row, if anything
    Optional<String> invalid(OutboxRow row);
}
