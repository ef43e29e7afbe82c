package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.catalog.TableEntry;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

import java.util.List;

import static io.trino.spi.type.BigintType.BIGINT;

/// What tells the rows of a table apart: their keys and their member together.
final class RowIds
{
    private static final String NAME = "$row";

    private RowIds()
    {}

    static CrowdColumnHandle column(TableEntry entry)
    {
        ImmutableList.Builder<RowType.Field> fields = ImmutableList.builder();
        for (int i = 0; i < entry.keys().size(); i++) {
            fields.add(RowType.field("key" + i, KeyTypes.toTrino(entry.keys().get(i).type())));
        }
        fields.add(RowType.field("member", BIGINT));
        return new CrowdColumnHandle(NAME, RowType.from(fields.build()), new ColumnSource.Row());
    }

    /// Those of the keys.
    static List<Type> keyTypes(Type row)
    {
        List<Type> types = ((RowType) row).getFieldTypes();
        return types.subList(0, types.size() - 1);
    }
}
