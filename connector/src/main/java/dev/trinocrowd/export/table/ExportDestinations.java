package dev.trinocrowd.export.table;

import com.google.inject.Inject;
import dev.trinocrowd.crowd.CrowdConfig;
import dev.trinocrowd.export.delivery.BatchOutcome;
import dev.trinocrowd.export.delivery.BatchState;
import dev.trinocrowd.export.delivery.DeliveryId;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.delivery.Sender;
import dev.trinocrowd.export.destination.Destination;
import dev.trinocrowd.export.destination.Destinations;
import dev.trinocrowd.export.destination.DestinationsFile;
import dev.trinocrowd.export.destination.Target;
import dev.trinocrowd.export.file.DeliveryFolder;
import dev.trinocrowd.export.file.FileEntry;
import dev.trinocrowd.export.file.FileManifest;
import dev.trinocrowd.export.file.FileSender;
import dev.trinocrowd.export.http.HttpSender;
import dev.trinocrowd.export.outbox.ExportName;
import dev.trinocrowd.export.outbox.LaneHistory;
import dev.trinocrowd.storage.FileCommitter;
import dev.trinocrowd.storage.FileCommitters;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.filesystem.local.LocalFileSystemConfig;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import static dev.trinocrowd.export.delivery.BatchStatus.SETTLED;
import static io.trino.spi.StandardErrorCode.INVALID_TABLE_PROPERTY;
import static java.util.Objects.requireNonNull;

/// Where the export tables of a catalog may send to.
public final class ExportDestinations
{
    private final Destinations destinations;
    private final TrinoFileSystemFactory fileSystems;
    private final Optional<Path> localRoot;

    /// @param local where locations on the local disk begin, if the catalog has it
    @Inject
    public ExportDestinations(ExportConfig config, CrowdConfig crowds, TrinoFileSystemFactory fileSystems, Optional<LocalFileSystemConfig> local)
    {
        destinations = config.getDestinationsFile().map(File::toPath).map(DestinationsFile::read).orElse(Destinations.NONE);
        FolderCheck.check(destinations, Location.of(crowds.getLocation()));
        this.fileSystems = requireNonNull(fileSystems, "fileSystems is null");
        localRoot = local.map(LocalFileSystemConfig::getLocation);
    }

    /// @throws TrinoException if there is none of this name
    Destination get(String name)
    {
        try {
            return destinations.get(name);
        }
        catch (IllegalArgumentException e) {
            throw new TrinoException(INVALID_TABLE_PROPERTY, e.getMessage(), e);
        }
    }

    /// @throws TrinoException if rows of this schema cannot go there
    void check(String name, RowSchema schema)
    {
        Destination destination = get(name);
        try {
            destination.settings(schema);
        }
        catch (IllegalArgumentException e) {
            throw new TrinoException(INVALID_TABLE_PROPERTY, "The table cannot be sent to '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    Sender open(ConnectorSession session, Destination destination, RowSchema schema, ExportName table, DeliveryId delivery)
    {
        return switch (destination.target()) {
            case Target.Http(var http) -> new HttpSender(http, schema, destination.timeout(), Clock.systemUTC());
            case Target.File(var file) -> new FileSender(
                    file,
                    schema,
                    new DeliveryFolder(file, table.schema(), table.table(), delivery),
                    fileSystems.create(session),
                    committer(file.location()));
        };
    }

    /// Does what is to be done once all rows have gone.
    void complete(ConnectorSession session, Destination destination, RowSchema schema, ExportName table, DeliveryId delivery, List<LaneHistory> lanes)
    {
        if (!(destination.target() instanceof Target.File(var file))) {
            return;
        }
        List<FileEntry> files = lanes.stream()
                .flatMap(lane -> lane.replay().batches().values().stream())
                .map(BatchState::outcome)
                .flatMap(Optional::stream)
                .filter(outcome -> outcome.status() == SETTLED)
                .map(BatchOutcome::receipt)
                .flatMap(Optional::stream)
                .map(FileEntry::parse)
                .toList();
        try {
            FileManifest.of(file, table.schema(), table.table(), delivery, schema, files)
                    .commit(new DeliveryFolder(file, table.schema(), table.table(), delivery), fileSystems.create(session), committer(file.location()));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileCommitter committer(String location)
    {
        return FileCommitters.at(Location.of(location), localRoot);
    }
}
