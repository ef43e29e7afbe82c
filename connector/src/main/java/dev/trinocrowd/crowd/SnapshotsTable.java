package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.SnapshotInfo;
import io.trino.spi.PageBuilder;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.FixedPageSource;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.TimestampWithTimeZoneType;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.TimeZoneKey.UTC_KEY;
import static io.trino.spi.type.TimestampWithTimeZoneType.createTimestampWithTimeZoneType;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/// The history of a table, `"t$snapshots"`: shows no member and no key.
record SnapshotsTable(SchemaTableName name, TableReference table, PinnedTables tables)
        implements SystemTable
{
    private static final String SUFFIX = "$snapshots";
    private static final TimestampWithTimeZoneType TIME = createTimestampWithTimeZoneType(6);
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int PICOS_PER_NANO = 1_000;
    private static final List<ColumnMetadata> COLUMNS = ImmutableList.of(
            new ColumnMetadata("version", BIGINT),
            new ColumnMetadata("parent", BIGINT),
            new ColumnMetadata("committed_at", TIME),
            new ColumnMetadata("operation", VARCHAR),
            new ColumnMetadata("rows", BIGINT),
            new ColumnMetadata("added_rows", BIGINT),
            new ColumnMetadata("removed_rows", BIGINT),
            new ColumnMetadata("files", BIGINT),
            new ColumnMetadata("bytes", BIGINT));

    SnapshotsTable
    {
        requireNonNull(name, "name is null");
        requireNonNull(table, "table is null");
        requireNonNull(tables, "tables is null");
    }

    /// The table whose history is meant.
    static Optional<SchemaTableName> baseName(SchemaTableName name)
    {
        String table = name.getTableName();
        return table.endsWith(SUFFIX)
                ? Optional.of(new SchemaTableName(name.getSchemaName(), table.substring(0, table.length() - SUFFIX.length())))
                : Optional.empty();
    }

    @Override
    public Distribution getDistribution()
    {
        return Distribution.SINGLE_COORDINATOR;
    }

    @Override
    public ConnectorTableMetadata getTableMetadata()
    {
        return new ConnectorTableMetadata(name, COLUMNS);
    }

    @Override
    public ConnectorPageSource pageSource(ConnectorTransactionHandle transactionHandle, ConnectorSession session, TupleDomain<Integer> constraint,
            ConnectorAccessControl accessControl)
    {
        TableRights.checkSelect(accessControl, table);
        PageBuilder page = new PageBuilder(COLUMNS.stream().map(ColumnMetadata::getType).toList());
        for (SnapshotInfo snapshot : tables.store(session, table).history()) {
            page.declarePosition();
            BIGINT.writeLong(page.getBlockBuilder(0), snapshot.version());
            if (snapshot.parent().isPresent()) {
                BIGINT.writeLong(page.getBlockBuilder(1), snapshot.parent().orElseThrow());
            }
            else {
                page.getBlockBuilder(1).appendNull();
            }
            TIME.writeObject(page.getBlockBuilder(2), time(snapshot.time()));
            VARCHAR.writeSlice(page.getBlockBuilder(3), utf8Slice(snapshot.operation().name().toLowerCase(Locale.ENGLISH)));
            BIGINT.writeLong(page.getBlockBuilder(4), snapshot.totals().rows());
            BIGINT.writeLong(page.getBlockBuilder(5), snapshot.totals().addedRows());
            BIGINT.writeLong(page.getBlockBuilder(6), snapshot.totals().removedRows());
            BIGINT.writeLong(page.getBlockBuilder(7), snapshot.totals().files());
            BIGINT.writeLong(page.getBlockBuilder(8), snapshot.totals().bytes());
        }
        return new FixedPageSource(ImmutableList.of(page.build()));
    }

    @SuppressWarnings("JavaInstantGetSecondsGetNano") // what toEpochMilli leaves away
    private static LongTimestampWithTimeZone time(Instant instant)
    {
        return LongTimestampWithTimeZone.fromEpochMillisAndFraction(instant.toEpochMilli(), instant.getNano() % NANOS_PER_MILLI * PICOS_PER_NANO, UTC_KEY);
    }
}
