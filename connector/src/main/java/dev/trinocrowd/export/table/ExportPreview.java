package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableList;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.predicate.TupleDomain;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/// The dry run as a table: clients such as JDBC do not show the rows of a procedure.
record ExportPreview(ExportLog counts, DeliveryRights rights)
        implements SystemTable
{
    static final List<ColumnMetadata> COLUMNS = ImmutableList.of(
            new ColumnMetadata("metric_name", VARCHAR),
            new ColumnMetadata("metric_value", BIGINT));

    ExportPreview
    {
        requireNonNull(counts, "counts is null");
        requireNonNull(rights, "rights is null");
    }

    static Iterator<List<Object>> rows(Map<String, Long> counts)
    {
        return counts.entrySet().stream().map(count -> List.<Object>of(count.getKey(), count.getValue())).iterator();
    }

    @Override
    public Distribution getDistribution()
    {
        return counts.getDistribution();
    }

    @Override
    public ConnectorTableMetadata getTableMetadata()
    {
        return counts.getTableMetadata();
    }

    @Override
    public ConnectorPageSource pageSource(ConnectorTransactionHandle transactionHandle, ConnectorSession session, TupleDomain<Integer> constraint,
            ConnectorAccessControl accessControl)
    {
        rights.check(session, accessControl, counts.base(), counts.entry());
        return counts.pageSource(transactionHandle, session, constraint, accessControl);
    }
}
