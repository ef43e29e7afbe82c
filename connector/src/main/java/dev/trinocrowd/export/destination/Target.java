package dev.trinocrowd.export.destination;

import dev.trinocrowd.export.delivery.Grouping;
import dev.trinocrowd.export.delivery.Idempotency;
import dev.trinocrowd.export.delivery.LanePlan;
import dev.trinocrowd.export.delivery.RowCheck;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.file.FileTarget;
import dev.trinocrowd.export.http.HttpTarget;

import static java.util.Objects.requireNonNull;

/// What a destination is.
public sealed interface Target
{
    record Http(HttpTarget target)
            implements Target
    {
        public Http
        {
            requireNonNull(target, "target is null");
        }
    }

    record File(FileTarget target)
            implements Target
    {
        public File
        {
            requireNonNull(target, "target is null");
        }
    }

    default Idempotency idempotency()
    {
        return switch (this) {
            case Http(HttpTarget http) -> http.idempotency();
            // a file is created once, and the second time found
            case File _ -> Idempotency.FOREVER;
        };
    }

    default LanePlan plan(int batchSize, RowSchema schema)
    {
        return switch (this) {
            case Http(HttpTarget http) -> http.plan(batchSize, schema);
            case File _ -> new LanePlan(batchSize, batchSize, Grouping.NONE);
        };
    }

    /// @throws IllegalArgumentException if rows of this schema cannot go there
    default void check(RowSchema schema)
    {
        switch (this) {
            case Http(HttpTarget http) -> http.check(schema);
            case File(FileTarget file) -> file.check(schema);
        }
    }

    /// Tells rows that cannot go there.
    default RowCheck rowCheck(RowSchema schema)
    {
        return switch (this) {
            case Http(HttpTarget http) -> http.rowCheck(schema);
            case File _ -> RowCheck.NONE;
        };
    }

    default boolean supportsDeletes()
    {
        return switch (this) {
            case Http(HttpTarget http) -> http.supportsDeletes();
            case File _ -> true;
        };
    }
}
