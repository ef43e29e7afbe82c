package dev.trinocrowd.export.table;

import dev.trinocrowd.catalog.SchemaStore;
import dev.trinocrowd.crowd.CrowdStorage;
import dev.trinocrowd.export.outbox.PinnedCrowd;
import dev.trinocrowd.export.outbox.Round;
import io.trino.spi.connector.ConnectorSession;

import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/// The rounds of all export tables of a catalog that have not ended.
public final class OpenRounds
{
    private OpenRounds()
    {}

    /// The least version of a crowd by which a round goes; its next run needs it.
    public static OptionalLong oldestVersion(CrowdStorage storage, ConnectorSession session, UUID crowd)
    {
        SchemaStore schemas = storage.schemas(session);
        return schemas.schemas().stream()
                .flatMap(name -> schemas.find(name).stream())
                .flatMap(schema -> schema.exports().values().stream())
                .flatMap(export -> storage.export(session, export).latest().round().stream())
                .flatMap(OpenRounds::crowds)
                .filter(pinned -> pinned.table().id().equals(crowd))
                .mapToLong(PinnedCrowd::version)
                .min();
    }

    private static Stream<PinnedCrowd> crowds(Round round)
    {
        return Stream.concat(round.source().stream(), round.suppressions().stream());
    }
}
