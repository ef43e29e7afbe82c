package dev.trinocrowd.campaign;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.testing.CrowdQueryRunner;
import dev.trinocrowd.testing.ProjectFiles;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// The report of `docs/effect.md`, its SQL as it stands there but for the names of the tables, over campaigns whose outcome is known otherwise.
final class TestEffectReport
        extends AbstractTestQueryFramework
{
    private static final Pattern SQL_BLOCK = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);
    /// Two-sided 95 % of the normal distribution.
    private static final double Z = 1.959963984540054;

    private static final Map<String, String> TABLES = ImmutableMap.of(
            "crowd.effect.\"comeback$state\"", "state",
            "crowd.effect.\"comeback$deliveries\"", "deliveries",
            "crowd.effect.opted_out", "opted_out",
            "warehouse.effect.receipts", "receipts",
            "warehouse.effect.orders", "orders",
            "warehouse.effect.comeback", "people");

    private static final List<String> COLUMNS = ImmutableList.of("arm", "natural_rate", "promoted_rate", "lift", "low", "high", "p_value", "extra_buyers", "money_a_person");

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    /// Kevin Hillstrom's MineThatData e-mail challenge: no e-mail, men's, women's, and who visited the shop; the rates are the published ones.
    @Test
    void findsThePublishedEffectsOfHillstromsMails()
            throws IOException
    {
        List<Integer> people = List.of(21_306, 21_307, 21_387);
        List<Integer> visits = List.of(2_262, 3_894, 3_238);
        stage("""
                SELECT 100000 * arm + n AS user_id, arm, TIMESTAMP '2008-03-20 08:00:00.000000' AS send_at, IF(arm = 1, 'suppressed', 'accepted') AS outcome
                FROM (VALUES (1, %s), (2, %s), (3, %s)) AS arms (arm, people)
                CROSS JOIN (SELECT 10000 * tens + ones AS n FROM UNNEST(sequence(0, 2)) AS a (tens) CROSS JOIN UNNEST(sequence(1, 10000)) AS b (ones))
                WHERE n <= people"""
                .formatted(people.toArray()));
        replace("orders", """
                SELECT user_id, TIMESTAMP '2008-03-21 08:00:00.000000' AS paid_at, CAST(1 AS decimal(10, 2)) AS amount
                FROM state
                WHERE user_id - 100000 * arm <= element_at(ARRAY[%s], arm)""".formatted(visits.stream().map(String::valueOf).collect(joining(", "))));
        replace("receipts", noReceipts());

        Map<Integer, MaterializedRow> steps = byArm("is_eligible) AS eligible");
        Map<Integer, MaterializedRow> effects = byArm("natural_rate");
        assertThat(effects.keySet()).containsExactly(2, 3);
        List<Double> rates = List.of(0.106167, 0.182757, 0.151400);
        for (int arm = 1; arm <= 3; arm++) {
            assertThat(steps.get(arm).getFields()).containsSubsequence((long) people.get(arm - 1), arm == 1 ? 0L : (long) people.get(arm - 1), (long) visits.get(arm - 1));
            assertThat((double) visits.get(arm - 1) / people.get(arm - 1)).isCloseTo(rates.get(arm - 1), within(5e-7));
        }
        assertThat(value("natural_rate", effects.get(2))).isEqualTo(0.1062);
        assertThat(value("promoted_rate", effects.get(2))).isEqualTo(0.1828);
        assertThat(value("promoted_rate", effects.get(3))).isEqualTo(0.1514);
        assertThat(value("lift", effects.get(2))).isEqualTo(0.0766);
        assertThat(value("lift", effects.get(3))).isEqualTo(0.0452);
        // The unrounded figures of the men's mail.
        assertThat(query("SELECT round(e.lift, 7), round(e.low, 5), round(e.high, 5) FROM (SELECT uplift(21307, 3894, 21306, 2262) AS e)"))
                .matches("VALUES (0.0765896e0, 0.06995e0, 0.08323e0)");
        assertThat(value("low", effects.get(2))).isEqualTo(0.07);
        assertThat(value("high", effects.get(2))).isEqualTo(0.0832);
        assertThat(effects.get(2).getField(COLUMNS.indexOf("extra_buyers"))).isEqualTo(1_632L);
    }

    @Test
    void asksForTheSplitByWhoWasDealtAndNotByWhoWasSent()
            throws IOException
    {
        stage("""
                SELECT n AS user_id, n % 2 + 1 AS arm, TIMESTAMP '2026-01-01 00:00:00.000000' AS send_at, IF(n % 2 = 0 OR n % 3 = 0, 'suppressed', 'accepted') AS outcome
                FROM UNNEST(sequence(1, 5000)) AS s (n)""");
        replace("orders", "SELECT * FROM (VALUES (BIGINT '1', TIMESTAMP '2026-01-02 00:00:00.000000', DECIMAL '10.00')) AS t (user_id, paid_at, amount) WHERE false");
        replace("receipts", noReceipts());
        computeActual(block("CREATE OR REPLACE VIEW"));
        assertThat(query(block("sample_ratio_p"))).matches("VALUES (ARRAY[BIGINT '2500', 2500], 1e0)");
        replace("state", "SELECT * FROM state WHERE outcome = 'accepted'");
        assertThat(query("SELECT p < 0.001 FROM (%s)".formatted(block("sample_ratio_p")))).matches("VALUES true");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsWhatCountingByHandCounts(long seed)
            throws IOException
    {
        Random random = new Random(seed);
        int people = 50 + random.nextInt(400);
        int arms = 2 + random.nextInt(2);
        List<String> states = new ArrayList<>();
        List<String> receipts = new ArrayList<>();
        List<String> orders = new ArrayList<>();
        Map<Integer, Counts> expected = new HashMap<>();
        Set<Integer> optedOut = new HashSet<>();
        for (int user = 1; user <= people; user++) {
            int arm = 1 + random.nextInt(arms);
            int sendHour = random.nextInt(100);
            Counts counts = expected.computeIfAbsent(arm, _ -> new Counts());
            counts.targeted++;
            if (random.nextInt(8) == 0) {
                optedOut.add(user);
            }
            else {
                counts.eligible++;
            }
            boolean sent = arm != 1 && !optedOut.contains(user) && random.nextInt(20) != 0;
            counts.sent += sent ? 1 : 0;
            states.add("(BIGINT '%s', %s, %s, '%s')".formatted(user, arm, hour(sendHour), sent ? "accepted" : arm == 1 || optedOut.contains(user) ? "suppressed" : "rejected"));
            countReceipts(random, user, sent, receipts, counts);
            countOrders(random, user, sendHour, orders, counts);
        }
        stage("SELECT * FROM (VALUES %s) AS t (user_id, arm, send_at, outcome)".formatted(String.join(", ", states)));
        replace("opted_out", "SELECT * FROM (VALUES %s) AS t (user_id)".formatted(optedOut.stream().map("BIGINT '%s'"::formatted).collect(joining(", "))));
        // Customers whom nobody dealt do not count.
        orders.add("(BIGINT '0', %s, DECIMAL '100.00')".formatted(hour(5)));
        receipts.add("('ours', BIGINT '0', 'opened')");
        replace("receipts", "SELECT idempotency_key, user_id, event FROM (VALUES %s) AS t (idempotency_key, user_id, event)".formatted(String.join(", ", receipts)));
        replace("orders", "SELECT * FROM (VALUES %s) AS t (user_id, paid_at, amount)".formatted(String.join(", ", orders)));

        Map<Integer, MaterializedRow> steps = byArm("is_eligible) AS eligible");
        assertThat(steps.keySet()).isEqualTo(expected.keySet());
        expected.forEach((arm, counts) -> assertThat(steps.get(arm).getFields()).as("arm %s", arm).isEqualTo(counts.row(arm)));
        Map<Integer, MaterializedRow> effects = byArm("natural_rate");
        assertThat(effects).hasSize(arms - 1);
        effects.forEach((arm, row) -> assertEffect(row, expected.get(arm), expected.get(1)));
    }

    private static void countReceipts(Random random, int user, boolean sent, List<String> receipts, Counts counts)
    {
        if (random.nextInt(4) == 0) {
            // Of another export.
            receipts.add("('theirs', BIGINT '%s', 'clicked')".formatted(user));
        }
        if (!sent) {
            return;
        }
        int depth = random.nextInt(4);
        List<String> events = List.of("delivered", "opened", "clicked");
        if (depth == 0) {
            receipts.add("('ours', BIGINT '%s', 'failed')".formatted(user));
            return;
        }
        counts.delivered++;
        counts.opened += depth >= 2 ? 1 : 0;
        counts.clicked += depth >= 3 ? 1 : 0;
        for (int event = 0; event < depth; event++) {
            // The platform may lose what a later report implies, and may report twice.
            int times = event == depth - 1 ? 1 + random.nextInt(2) : random.nextInt(3);
            for (int i = 0; i < times; i++) {
                receipts.add("('ours', BIGINT '%s', '%s')".formatted(user, events.get(event)));
            }
        }
    }

    private static void countOrders(Random random, int user, int sendHour, List<String> orders, Counts counts)
    {
        boolean converted = false;
        for (int order = random.nextInt(4); order > 0; order--) {
            int hour = sendHour - 10 + random.nextInt(80);
            int amount = 1 + random.nextInt(200);
            boolean paid = random.nextInt(5) != 0;
            orders.add("(BIGINT '%s', %s, DECIMAL '%s.00')".formatted(user, paid ? hour(hour) : "NULL", amount));
            if (paid && hour > sendHour && hour <= sendHour + 48) {
                converted = true;
                counts.amount += amount;
            }
        }
        counts.converted += converted ? 1 : 0;
    }

    private static void assertEffect(MaterializedRow row, Counts treated, Counts control)
    {
        double promoted = (double) treated.converted / treated.targeted;
        double natural = (double) control.converted / control.targeted;
        double margin = Z * Math.sqrt(promoted * (1 - promoted) / treated.targeted + natural * (1 - natural) / control.targeted);
        assertThat(value("natural_rate", row)).isCloseTo(natural, within(5.1e-5));
        assertThat(value("promoted_rate", row)).isCloseTo(promoted, within(5.1e-5));
        assertThat(value("lift", row)).isCloseTo(promoted - natural, within(5.1e-5));
        assertThat(value("low", row)).isCloseTo(promoted - natural - margin, within(5.1e-5));
        assertThat(value("high", row)).isCloseTo(promoted - natural + margin, within(5.1e-5));
        assertThat(value("money_a_person", row)).isCloseTo(treated.amount / treated.targeted - control.amount / control.targeted, within(0.0051));
    }

    private static double value(String column, MaterializedRow effect)
    {
        return (double) effect.getField(COLUMNS.indexOf(column));
    }

    private static final class Counts
    {
        private long targeted;
        private long eligible;
        private long sent;
        private long delivered;
        private long opened;
        private long clicked;
        private long converted;
        private double amount;

        List<Object> row(int arm)
        {
            return List.of(arm, targeted, eligible, sent, delivered, opened, clicked, converted, amount);
        }
    }

    private static String hour(int hour)
    {
        return "TIMESTAMP '%s:00.000000'".formatted(LocalDateTime.of(2026, 1, 1, 0, 0).plusHours(hour).toString().replace('T', ' '));
    }

    private static String noReceipts()
    {
        return "SELECT * FROM (VALUES (VARCHAR 'ours', BIGINT '1', VARCHAR 'opened')) AS t (idempotency_key, user_id, event) WHERE false";
    }

    /// @param state the rows of the export table's state
    private void stage(String state)
    {
        replace("state", state);
        replace("deliveries", "SELECT VARCHAR 'ours' AS idempotency_key");
        replace("opted_out", "SELECT BIGINT '-1' AS user_id");
    }

    private void replace(String table, String select)
    {
        computeActual("CREATE TABLE %1$s_new AS %2$s".formatted(table, select));
        computeActual("DROP TABLE IF EXISTS " + table);
        computeActual("ALTER TABLE %1$s_new RENAME TO %1$s".formatted(table));
    }

    /// The rows of a report by arm, after the view of the people is made anew.
    private Map<Integer, MaterializedRow> byArm(String report)
            throws IOException
    {
        computeActual(block("CREATE OR REPLACE VIEW"));
        Map<Integer, MaterializedRow> rows = new HashMap<>();
        for (MaterializedRow row : computeActual(block(report)).getMaterializedRows()) {
            assertThat(rows.put((Integer) row.getField(0), row)).isNull();
        }
        return rows;
    }

    /// The one block of the page that has this text, over the tables of the test.
    private static String block(String text)
            throws IOException
    {
        List<String> blocks = SQL_BLOCK.matcher(Files.readString(ProjectFiles.root().resolve("docs/effect.md"))).results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(text))
                .toList();
        assertThat(blocks).as("blocks of docs/effect.md with %s", text).hasSize(1);
        String sql = blocks.getFirst().strip();
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            sql = sql.replace(table.getKey(), table.getValue());
        }
        assertThat(sql).doesNotContain("crowd.", "warehouse.");
        return sql.endsWith(";") ? sql.substring(0, sql.length() - 1) : sql;
    }
}
