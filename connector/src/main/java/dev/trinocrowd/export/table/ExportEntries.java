package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.ExportColumn;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.catalog.ExportMode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.trino.spi.StandardErrorCode.INVALID_ARGUMENTS;
import static io.trino.spi.StandardErrorCode.INVALID_TABLE_PROPERTY;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TinyintType.TINYINT;

/// Export tables as CREATE TABLE describes them.
final class ExportEntries
{
    /// The column by which a campaign's arms are told.
    static final String ARM = "arm";
    private static final UUID UNKNOWN = new UUID(0, 0);
    private static final int SHARDS = 32;
    private static final Set<Type> NARROW_INTEGERS = Set.of(INTEGER, SMALLINT, TINYINT);

    private ExportEntries()
    {}

    /// @param isQuery whether the columns are those of a query, so that ids of fewer bits become bigint
    static ExportEntry of(ConnectorTableMetadata table, String member, boolean isQuery)
    {
        checkName(table.getTable());
        ColumnMetadata first = table.getColumns().getFirst();
        checkMember(first, member, isQuery);
        List<ExportColumn> columns = table.getColumns().stream().skip(1).map(ExportEntries::column).collect(toImmutableList());
        Map<String, Object> properties = table.getProperties();
        ExportMode mode = ExportProperties.mode(properties);
        Optional<String> source = ExportProperties.source(properties).map(text -> crowdName(ExportProperties.SOURCE, text));
        if (source.isPresent()) {
            checkSource(mode, columns, isQuery);
        }
        List<Long> control = ExportProperties.control(properties);
        if (!control.isEmpty()) {
            checkArm(table.getColumns());
        }
        return new ExportEntry(
                UNKNOWN,
                "",
                member,
                first.getComment(),
                columns,
                ExportProperties.destination(properties),
                mode,
                source,
                ExportProperties.suppress(properties).stream().map(text -> crowdName(ExportProperties.SUPPRESS, text)).collect(toImmutableList()),
                control,
                SHARDS,
                table.getComment());
    }

    /// Names with a dollar are those of what belongs to a table, such as `"summer$runs"`.
    static void checkName(SchemaTableName name)
    {
        if (name.getTableName().indexOf('$') >= 0) {
            throw new TrinoException(INVALID_ARGUMENTS, "The name of an export table must not contain '$', found '%s'".formatted(name.getTableName()));
        }
    }

    private static void checkMember(ColumnMetadata column, String member, boolean isQuery)
    {
        if (!column.getName().equals(member)) {
            throw new TrinoException(INVALID_TABLE_PROPERTY,
                    "The first column of an export table must be that of ids: expected %s bigint, or another one's name by WITH (member = '…'), found %s".formatted(member,
                            column.getName()));
        }
        boolean isWidened = isQuery && NARROW_INTEGERS.contains(column.getType());
        if (!column.getType().equals(BIGINT) && !isWidened) {
            throw new TrinoException(NOT_SUPPORTED, "The column of ids must be of type bigint, found %s %s".formatted(column.getName(), column.getType().getDisplayName()));
        }
    }

    private static ExportColumn column(ColumnMetadata column)
    {
        String type = ExportTypes.name(column.getType()).orElseThrow(() -> new TrinoException(NOT_SUPPORTED,
                "A column of an export table must be boolean, tinyint, smallint, integer, bigint, double, decimal, date, timestamp to the nanosecond, varchar or uuid, found %s %s"
                        .formatted(
                                column.getName(),
                                column.getType().getDisplayName())));
        if (!column.isNullable()) {
            throw new TrinoException(NOT_SUPPORTED, "The columns of an export table after that of ids can be NULL: leave NOT NULL away from %s".formatted(column.getName()));
        }
        return new ExportColumn(column.getName(), type, column.getComment());
    }

    private static void checkSource(ExportMode mode, List<ExportColumn> columns, boolean isQuery)
    {
        if (mode != ExportMode.MIRROR) {
            throw new TrinoException(INVALID_TABLE_PROPERTY, "source is mirrored: expected mode = 'mirror' with it, found '%s'".formatted(mode));
        }
        if (!columns.isEmpty()) {
            throw new TrinoException(INVALID_TABLE_PROPERTY,
                    "A crowd has nothing but ids: an export table with source can have no other column, found %s".formatted(columns.getFirst().name()));
        }
        if (isQuery) {
            throw new TrinoException(INVALID_TABLE_PROPERTY, "The rows of an export table with source are those of its crowd: create it without a query");
        }
    }

    static boolean isInteger(Type type)
    {
        return type.equals(BIGINT) || NARROW_INTEGERS.contains(type);
    }

    private static void checkArm(List<ColumnMetadata> columns)
    {
        boolean hasArm = columns.stream().skip(1).anyMatch(column -> column.getName().equals(ARM) && isInteger(column.getType()));
        if (!hasArm) {
            throw new TrinoException(INVALID_TABLE_PROPERTY, "control names values of a column arm: expected one of type integer, as crowd_split gives");
        }
    }

    /// @return in lower case
    private static String crowdName(String property, String text)
    {
        List<String> parts = List.of(text.toLowerCase(Locale.ENGLISH).split("\\.", -1));
        if (parts.size() != 2 || parts.stream().anyMatch(String::isBlank)) {
            throw new TrinoException(INVALID_TABLE_PROPERTY, "%s must name a crowd of this catalog as schema.table, found '%s'".formatted(property, text));
        }
        return String.join(".", parts);
    }

    static List<ExportColumnHandle> columns(ExportEntry entry)
    {
        ImmutableList.Builder<ExportColumnHandle> handles = ImmutableList.builder();
        handles.add(new ExportColumnHandle(entry.member(), BIGINT, 0));
        for (int i = 0; i < entry.columns().size(); i++) {
            handles.add(new ExportColumnHandle(entry.columns().get(i).name(), ExportTypes.toTrino(entry.columns().get(i)), i + 1));
        }
        return handles.build();
    }

    static List<ColumnMetadata> metadata(ExportEntry entry)
    {
        ImmutableList.Builder<ColumnMetadata> columns = ImmutableList.builder();
        columns.add(ColumnMetadata.builder().setName(entry.member()).setType(BIGINT).setNullable(false).setComment(entry.memberComment()).build());
        for (ExportColumn column : entry.columns()) {
            columns.add(ColumnMetadata.builder().setName(column.name()).setType(ExportTypes.toTrino(column)).setComment(column.comment()).build());
        }
        return columns.build();
    }

    static ExportEntry withColumnComment(ExportEntry entry, ExportColumnHandle column, Optional<String> comment)
    {
        if (column.index() == 0) {
            return entry.withMemberComment(comment);
        }
        List<ExportColumn> columns = new ArrayList<>(entry.columns());
        columns.set(column.index() - 1, columns.get(column.index() - 1).withComment(comment));
        return entry.withColumns(columns);
    }
}
