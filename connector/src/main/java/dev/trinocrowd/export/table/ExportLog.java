package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.catalog.Times;
import io.airlift.slice.Slices;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ColumnSchema;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import jakarta.annotation.Nullable;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static io.trino.spi.type.TimeZoneKey.UTC_KEY;
import static io.trino.spi.type.TypeUtils.writeNativeValue;
import static java.util.Collections.emptyIterator;
import static java.util.Objects.requireNonNull;

/// A table of what an export table has done, for those who may read the export table.
///
/// @param base the export table's name
/// @param rows lists of values: as Trino's types hold them, texts as [String], rows and arrays as lists
record ExportLog(
        SchemaTableName name,
        SchemaTableName base,
        ExportEntry entry,
        List<ColumnMetadata> columns,
        Function<ConnectorSession, Iterator<List<Object>>> rows)
        implements SystemTable
{
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int PICOS_PER_NANO = 1_000;

    ExportLog
    {
        requireNonNull(name, "name is null");
        requireNonNull(base, "base is null");
        requireNonNull(entry, "entry is null");
        columns = ImmutableList.copyOf(columns);
        requireNonNull(rows, "rows is null");
    }

    @Override
    public Distribution getDistribution()
    {
        return Distribution.SINGLE_COORDINATOR;
    }

    @Override
    public ConnectorTableMetadata getTableMetadata()
    {
        return new ConnectorTableMetadata(name, columns);
    }

    @Override
    public ConnectorPageSource pageSource(ConnectorTransactionHandle transactionHandle, ConnectorSession session, TupleDomain<Integer> constraint,
            ConnectorAccessControl accessControl)
    {
        checkSelect(accessControl);
        return new Rows(rows.apply(session));
    }

    private void checkSelect(ConnectorAccessControl accessControl)
    {
        List<ColumnMetadata> baseColumns = ExportEntries.metadata(entry);
        Set<String> names = baseColumns.stream().map(ColumnMetadata::getName).collect(toImmutableSet());
        accessControl.checkCanSelectFromColumns(null, base, Optional.empty(), names);
        // These refuse by an exception: rows that must be filtered or masked cannot be shown here.
        accessControl.getRowFilters(null, base);
        List<ColumnSchema> schemas = baseColumns.stream().map(ColumnMetadata::getColumnSchema).collect(toImmutableList());
        accessControl.getColumnMasks(null, base, schemas);
    }

    static LongTimestampWithTimeZone time(long micros)
    {
        return time(Times.instant(micros));
    }

    @SuppressWarnings("JavaInstantGetSecondsGetNano") // what toEpochMilli leaves away
    static LongTimestampWithTimeZone time(Instant instant)
    {
        return LongTimestampWithTimeZone.fromEpochMillisAndFraction(instant.toEpochMilli(), instant.getNano() % NANOS_PER_MILLI * PICOS_PER_NANO, UTC_KEY);
    }

    private final class Rows
            implements ConnectorPageSource
    {
        private final List<Type> types = columns.stream().map(ColumnMetadata::getType).collect(toImmutableList());
        private final PageFiller<List<Object>> pages = new PageFiller<>(types, this::write);
        private Iterator<List<Object>> pending;
        private long completedBytes;

        private Rows(Iterator<List<Object>> pending)
        {
            this.pending = pending;
        }

        @Override
        public long getCompletedBytes()
        {
            return completedBytes;
        }

        @Override
        public long getReadTimeNanos()
        {
            return 0;
        }

        @Override
        public boolean isFinished()
        {
            return !pending.hasNext();
        }

        @Override
        public SourcePage getNextSourcePage()
        {
            Optional<Page> page = pages.next(pending);
            completedBytes += page.map(Page::getSizeInBytes).orElse(0L);
            return page.map(SourcePage::create).orElse(null);
        }

        private void write(List<Object> row, PageBuilder page)
        {
            for (int column = 0; column < types.size(); column++) {
                write(types.get(column), page.getBlockBuilder(column), row.get(column));
            }
        }

        private static void write(Type type, BlockBuilder builder, @Nullable Object value)
        {
            switch (type) {
                case ArrayType array when value != null ->
                    ((ArrayBlockBuilder) builder).buildEntry(elements -> ((List<?>) value).forEach(element -> write(array.getElementType(), elements, element)));
                case RowType row when value != null -> ((RowBlockBuilder) builder).buildEntry(fields -> {
                    for (int field = 0; field < fields.size(); field++) {
                        write(row.getFieldTypes().get(field), fields.get(field), ((List<?>) value).get(field));
                    }
                });
                default -> writeNativeValue(type, builder, value instanceof String text ? Slices.utf8Slice(text) : value);
            }
        }

        @Override
        public void close()
        {
            pending = emptyIterator();
        }
    }
}
