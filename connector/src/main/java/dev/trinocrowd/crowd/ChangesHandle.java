package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.KeyColumn;
import dev.trinocrowd.algebra.Member;
import io.trino.spi.connector.ConnectorTableHandle;

import java.util.List;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/// Who entered a table and who left it between two versions.
///
/// @param to may be before `from`
public record ChangesHandle(TableReference table, long from, long to)
        implements ConnectorTableHandle
{
    private static final String CHANGE = "change";

    public ChangesHandle
    {
        requireNonNull(table, "table is null");
    }

    List<CrowdColumnHandle> columns()
    {
        ImmutableList.Builder<CrowdColumnHandle> columns = ImmutableList.builder();
        columns.add(new CrowdColumnHandle(CHANGE, VARCHAR, new ColumnSource.Value(0)));
        for (int i = 0; i < table.entry().keys().size(); i++) {
            dev.trinocrowd.catalog.KeyColumn key = table.entry().keys().get(i);
            columns.add(new CrowdColumnHandle(key.name(), KeyTypes.toTrino(key.type()), new ColumnSource.Key(new KeyColumn(0, i))));
        }
        columns.add(new CrowdColumnHandle(table.entry().member(), BIGINT, new ColumnSource.Id(Member.of(0))));
        return columns.build();
    }

    @Override
    public String toString()
    {
        return "changes of %s from %s to %s".formatted(table.name(), from, to);
    }
}
