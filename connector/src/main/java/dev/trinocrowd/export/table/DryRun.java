package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.catalog.ExportEntry;
import dev.trinocrowd.crowd.CrowdStorage;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowCheck;
import dev.trinocrowd.export.delivery.RowOutcome;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.outbox.ExportName;
import dev.trinocrowd.export.outbox.ExportStore;
import dev.trinocrowd.export.outbox.LaneRow;
import dev.trinocrowd.export.outbox.MemberState;
import dev.trinocrowd.export.outbox.Preview;
import dev.trinocrowd.export.outbox.StagedRow;
import io.trino.spi.connector.ConnectorSession;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Counts what a delivery would do, without anything leaving or being written.
final class DryRun
{
    private DryRun()
    {}

    /// @return rows by what would become of them, and of those that would be sent, by arm
    static Map<String, Long> count(CrowdStorage storage, ExportDeliveries deliveries, ConnectorSession session, ExportName name, ExportEntry entry)
    {
        deliveries.check(entry);
        ExportStore store = storage.export(session, entry);
        return store.preview(name, () -> deliveries.inputs(session, entry))
                .map(preview -> count(store, preview, deliveries.rowCheck(entry)))
                .orElseGet(() -> ImmutableMap.of("staged", 0L));
    }

    /// @param check tells rows that the destination could not be sent
    private static Map<String, Long> count(ExportStore store, Preview preview, RowCheck check)
    {
        ExportEntry entry = store.entry();
        PayloadCodec codec = new PayloadCodec(entry);
        RowSchema schema = codec.schema(entry);
        Map<String, Long> counts = new TreeMap<>();
        for (String name : new String[] {"staged", "new", "changed", "unchanged", "superseded", "suppressed", "invalid", "deleted"}) {
            counts.put(name, 0L);
        }
        for (int lane = 0; lane < preview.round().lanes(); lane++) {
            store.visit(preview, lane, schema, codec, (row, outcome) -> count(row, outcome, isInvalid(row, outcome, codec, check), codec.arm(row.payload()), counts));
        }
        return counts;
    }

    private static boolean isInvalid(LaneRow row, RowOutcome outcome, PayloadCodec codec, RowCheck check)
    {
        return check != RowCheck.NONE && outcome == RowOutcome.PENDING && check.invalid(new StagedRow(row, codec)).isPresent();
    }

    private static void count(LaneRow row, RowOutcome outcome, boolean isInvalid, Optional<Long> arm, Map<String, Long> counts)
    {
        String kind = isInvalid ? "invalid" : kind(row, outcome);
        counts.merge(kind, 1L, Long::sum);
        if (row.action() == RowAction.DELETE) {
            return;
        }
        counts.merge("staged", 1L, Long::sum);
        if (kind.equals("suppressed")) {
            counts.merge("suppressed: " + row.withheld().orElseThrow(), 1L, Long::sum);
        }
        if (arm.isPresent()) {
            boolean isToSend = outcome == RowOutcome.PENDING && !isInvalid;
            counts.merge("arm %s: %s".formatted(arm.orElseThrow(), isToSend ? "to send" : kind), 1L, Long::sum);
        }
    }

    /// What an earlier run has sent of a round that has not ended is said so.
    private static String kind(LaneRow row, RowOutcome outcome)
    {
        if (row.withheld().isEmpty() && outcome != RowOutcome.PENDING) {
            return "sent before";
        }
        if (row.action() == RowAction.DELETE) {
            return "deleted";
        }
        if (row.withheld().isPresent()) {
            String reason = row.withheld().orElseThrow();
            return reason.equals(LaneRow.SUPERSEDED) || reason.equals(LaneRow.UNCHANGED) ? reason : "suppressed";
        }
        boolean isKnown = row.previous().map(state -> state.holding() != MemberState.Holding.NOTHING).orElse(false);
        return isKnown ? "changed" : "new";
    }
}
