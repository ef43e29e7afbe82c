package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.algebra.Member;
import dev.trinocrowd.catalog.TableEntry;
import io.trino.spi.connector.ColumnMetadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static io.trino.spi.type.BigintType.BIGINT;

/// The columns of a table in the order in which it was created.
final class TableColumns
{
    /// Where the member stands among the columns; it is the last if nothing is said.
    static final String MEMBER_POSITION = "member-position";

    private TableColumns()
    {}

    static List<CrowdColumnHandle> handles(TableEntry entry)
    {
        List<CrowdColumnHandle> columns = new ArrayList<>();
        for (int i = 0; i < entry.keys().size(); i++) {
            dev.trinocrowd.catalog.KeyColumn key = entry.keys().get(i);
            columns.add(new CrowdColumnHandle(key.name(), KeyTypes.toTrino(key.type()), new ColumnSource.Key(new KeyColumn(0, i))));
        }
        columns.add(memberPosition(entry), new CrowdColumnHandle(entry.member(), BIGINT, new ColumnSource.Id(Member.of(0))));
        return ImmutableList.copyOf(columns);
    }

    static List<ColumnMetadata> metadata(TableEntry entry)
    {
        List<ColumnMetadata> columns = new ArrayList<>();
        for (dev.trinocrowd.catalog.KeyColumn key : entry.keys()) {
            columns.add(ColumnMetadata.builder()
                    .setName(key.name())
                    .setType(KeyTypes.toTrino(key.type()))
                    .setComment(key.comment())
                    .build());
        }
        columns.add(memberPosition(entry), ColumnMetadata.builder()
                .setName(entry.member())
                .setType(BIGINT)
                .setNullable(false)
                .setComment(entry.memberComment())
                .build());
        return ImmutableList.copyOf(columns);
    }

    static int memberPosition(TableEntry entry)
    {
        return Optional.ofNullable(entry.properties().get(MEMBER_POSITION)).map(Integer::parseInt).orElse(entry.keys().size());
    }
}
