package dev.trinocrowd.launcher.deliver;

import dev.trinocrowd.launcher.sql.TrinoServer;

import java.sql.SQLException;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// What one `deliver` came to.
sealed interface Attempt
{
    /// Nothing of its round is left.
    record Done(String query)
            implements Attempt
    {
        public Done
        {
            requireNonNull(query, "query is null");
        }
    }

    /// Rows are left.
    record Stopped(String message)
            implements Attempt
    {
        public Stopped
        {
            requireNonNull(message, "message is null");
        }
    }

    /// Another delivery has the destination, or took this one over.
    record InUse(String message)
            implements Attempt
    {
        public InUse
        {
            requireNonNull(message, "message is null");
        }
    }

    /// @return empty if it is an error like any other
    static Optional<Attempt> of(SQLException failure)
    {
        return switch (failure.getErrorCode()) {
            case ErrorCodes.DELIVERY_STOPPED -> Optional.of(new Stopped(TrinoServer.message(failure)));
            case ErrorCodes.DESTINATION_IN_USE, ErrorCodes.TRANSACTION_CONFLICT -> Optional.of(new InUse(TrinoServer.message(failure)));
            default -> Optional.empty();
        };
    }
}
