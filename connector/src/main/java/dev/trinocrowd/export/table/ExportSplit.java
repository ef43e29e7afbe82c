package dev.trinocrowd.export.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.trinocrowd.export.outbox.RowFileRecord;
import io.airlift.slice.SizeOf;
import io.trino.spi.connector.ConnectorSplit;

import java.util.Optional;

import static io.airlift.slice.SizeOf.instanceSize;
import static java.util.Objects.requireNonNull;

/// A part of an export table.
///
/// @param file of a staged file
/// @param number of the round of an open lane, of the run of a delivery
public record ExportSplit(Kind kind, Optional<RowFileRecord> file, long number, int lane)
        implements ConnectorSplit
{
    private static final int INSTANCE_SIZE = instanceSize(ExportSplit.class);

    public enum Kind
    {
        /// The rows of a file of which nothing was sent.
        STAGED_FILE,
        /// The rows of a lane, of a round that has begun, that have no outcome.
        OPEN_LANE,
        /// A lane that is to be sent.
        DELIVERY,
    }

    public ExportSplit
    {
        requireNonNull(kind, "kind is null");
        requireNonNull(file, "file is null");
    }

    static ExportSplit stagedFile(RowFileRecord file)
    {
        return new ExportSplit(Kind.STAGED_FILE, Optional.of(file), 0, 0);
    }

    static ExportSplit openLane(long round, int lane)
    {
        return new ExportSplit(Kind.OPEN_LANE, Optional.empty(), round, lane);
    }

    static ExportSplit delivery(long run, int lane)
    {
        return new ExportSplit(Kind.DELIVERY, Optional.empty(), run, lane);
    }

    @Override
    @JsonIgnore
    public long getRetainedSizeInBytes()
    {
        return INSTANCE_SIZE + SizeOf.sizeOf(file, record -> SizeOf.estimatedSizeOf(record.path()));
    }
}
