package dev.trinocrowd.export.delivery;

import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// What a call says of its batch.
public sealed interface Verdict
{
    /// The destination has decided on each row.
    ///
    /// @param rejected those that it did not take
    /// @param receipt how it names what it took
    record Settled(List<RowRejection> rejected, Optional<String> receipt)
            implements Verdict
    {
        public Settled
        {
            rejected = ImmutableList.copyOf(rejected);
            requireNonNull(receipt, "receipt is null");
        }
    }

    /// Some row is bad, and so nothing was taken.
    record Refused(String message)
            implements Verdict
    {
        public Refused
        {
            requireNonNull(message, "message is null");
        }
    }

    /// Nothing was taken, and of none of the rows would anything be.
    record Rejected(String message)
            implements Verdict
    {
        public Rejected
        {
            requireNonNull(message, "message is null");
        }
    }

    /// Nothing was taken, but may be later.
    record Deferred(String message)
            implements Verdict
    {
        public Deferred
        {
            requireNonNull(message, "message is null");
        }
    }

    /// It may have been taken or not.
    record Unknown(String message)
            implements Verdict
    {
        public Unknown
        {
            requireNonNull(message, "message is null");
        }
    }

    /// Nothing was taken, nor would be anything of any batch, until somebody mends what is wrong.
    record Stopped(String message)
            implements Verdict
    {
        public Stopped
        {
            requireNonNull(message, "message is null");
        }
    }
}
