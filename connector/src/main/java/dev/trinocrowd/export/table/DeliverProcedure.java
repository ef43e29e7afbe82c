package dev.trinocrowd.export.table;

import io.trino.spi.connector.TableProcedureMetadata;

import java.util.List;
import java.util.Map;

import static io.trino.spi.connector.TableProcedureExecutionMode.distributedWithFilteringAndRepartitioning;
import static io.trino.spi.session.PropertyMetadata.booleanProperty;

/// `ALTER TABLE … EXECUTE deliver`
public final class DeliverProcedure
{
    static final String NAME = "DELIVER";
    private static final String DRY_RUN = "dry_run";

    public static final TableProcedureMetadata METADATA = new TableProcedureMetadata(NAME, distributedWithFilteringAndRepartitioning(), List.of(
            booleanProperty(DRY_RUN, "Whether to count what would be sent, and send nothing", false, false)));

    private DeliverProcedure()
    {}

    static boolean isDryRun(Map<String, Object> arguments)
    {
        return (boolean) arguments.get(DRY_RUN);
    }
}
