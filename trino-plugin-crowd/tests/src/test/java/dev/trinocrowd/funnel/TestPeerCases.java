package dev.trinocrowd.funnel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.Files.readString;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/// The cases of other engines' own test suites whose modes mean what one of ours means.
///
/// The cases are facts of others and lie beside the repository; without them there is nothing to compare with.
@TestInstance(PER_CLASS)
final class TestPeerCases
{
    private static final File CASES = new File(System.getProperty("crowd.root"), "../shared/cases/peer_cases.json");

    /// Functions and modes whose every case must come out the same. In ClickHouse's default one row may fill several
    /// steps, yet none of its cases at hand depends on it. Pinot's window excludes its end, and no case lies on it.
    private static final Map<String, List<String>> COMPARED = ImmutableMap.of(
            "windowFunnel", List.of("default", "strict_once", "strict_order", "strict_deduplication", "strict_once+strict_deduplication"),
            "window_funnel", List.of("default", "strict_once", "strict_order", "deduplication", "fixed", "increase"),
            "funnelMaxStep", List.of("default", "null timestamp skipped (null handling on)", "strict_increase"),
            "funnelMatchStep", List.of("strict_order", "strict_increase"),
            "funnelCompleteCount", List.of("default"),
            "finderFunnel", List.of("default", "property-correlated steps bitmask=7", "property-correlated steps bitmask=7 +time intervals"),
            "retention", List.of("default", "relative cohort"));

    /// What is left out of these functions, and why.
    private static final Map<String, String> LEFT_OUT = ImmutableMap.<String, String>builder()
            .put("ch-windowFunnel-044", "a row that matches two steps breaks its own order there, while it is one event here")
            .put("doris-window_funnel-017", "a repeat of step 1 at the time of step 3 comes after it there, while events of one time stand in the order of their steps here")
            .put("default relative-day window", "a window that ends with the calendar day of the entry")
            .put("property-correlated steps bitmask=6", "only the second and the third step share a value, the entry need not")
            .put("property-correlated steps bitmask=14", "the second step and those after it share a value, the entry need not")
            .put("strict_deduplication", "Pinot ends a chain at a repeat of its latest step only, not of an earlier one")
            .put("strict_order/sumArray", "the sum over users: the same users are compared one by one in another case")
            .put("duckdb-retention-003", "an aggregate over no row is NULL in Trino, not an empty list")
            .buildOrThrow();

    /// Words of others for our modes; words that are not listed are our own.
    private static final Map<String, String> MODES = ImmutableMap.of(
            "strict_once", "default",
            "strict_once+strict_deduplication", "strict_deduplication",
            "deduplication", "strict_deduplication",
            "fixed", "strict_order_matched",
            "increase", "strict_increase",
            "null timestamp skipped (null handling on)", "default");

    private DistributedQueryRunner queryRunner;
    private List<JsonNode> cases;

    @BeforeAll
    void setUp()
            throws Exception
    {
        assumeTrue(CASES.isFile(), "the peers' cases are not at hand: ../shared/cases/peer_cases.json");
        cases = new ArrayList<>();
        for (JsonNode node : new ObjectMapper().readTree(readString(CASES.toPath(), UTF_8))) {
            if (COMPARED.containsKey(node.path("function").asText())) {
                cases.add(node);
            }
        }
        queryRunner = CrowdQueryRunner.create(0);
    }

    @AfterAll
    void tearDown()
    {
        if (queryRunner != null) {
            queryRunner.close();
        }
    }

    @TestFactory
    List<DynamicTest> agreesWithItsPeers()
    {
        return cases.stream()
                .filter(TestPeerCases::isCompared)
                .map(peer -> DynamicTest.dynamicTest(peer.path("id").asText(), () -> check(peer)))
                .toList();
    }

    @Test
    void everyCaseIsComparedOrLeftOutForAReason()
    {
        assertThat(cases).filteredOn(TestPeerCases::isCompared).hasSizeGreaterThan(55);
        assertThat(cases).filteredOn(peer -> !isCompared(peer)).allSatisfy(peer -> assertThat(LEFT_OUT.keySet())
                .as("%s, mode %s", peer.path("id").asText(), peer.path("mode").asText())
                .anyMatch(reason -> peer.path("id").asText().equals(reason) || peer.path("mode").asText().startsWith(reason)));
    }

    private static boolean isCompared(JsonNode peer)
    {
        return COMPARED.get(peer.path("function").asText()).contains(peer.path("mode").asText()) && !LEFT_OUT.containsKey(peer.path("id").asText());
    }

    private void check(JsonNode peer)
            throws IOException
    {
        String user = peer.path("columns").get(0).asText();
        boolean grouped = peer.path("expected").isObject() && !peer.path("expected").has("*");
        String sql = "SELECT %s, %s FROM %s %s".formatted(
                grouped ? "CAST(%s AS varchar)".formatted(user) : "'*'",
                call(peer),
                rows(peer),
                grouped ? "GROUP BY " + user : "");
        Map<String, Object> actual = new TreeMap<>();
        for (MaterializedRow row : queryRunner.execute(sql).getMaterializedRows()) {
            actual.put((String) row.getField(0), row.getField(1));
        }
        assertThat(actual).as(sql).isEqualTo(expected(peer));
    }

    private static Map<String, Object> expected(JsonNode peer)
    {
        Map<String, Object> expected = new TreeMap<>();
        if (peer.path("expected").isInt()) {
            expected.put("*", peer.path("expected").asInt());
            return expected;
        }
        peer.path("expected").properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (peer.path("function").asText().equals("retention")) {
                List<Boolean> conditions = new ArrayList<>();
                value.forEach(condition -> conditions.add(condition.asBoolean()));
                expected.put(entry.getKey(), conditions);
            }
            else {
                expected.put(entry.getKey(), level(value));
            }
        });
        return expected;
    }

    /// ByConity gives the level of all entries first, then that of each slot of entries; with times it is all one text.
    private static int level(JsonNode value)
    {
        if (value.isTextual()) {
            return Integer.parseInt(value.asText().replaceFirst("\\(\\[(\\d+),.*", "$1"));
        }
        return value.isArray() ? value.get(0).asInt() : value.asInt();
    }

    private static String call(JsonNode peer)
    {
        List<String> steps = new ArrayList<>();
        // A column alone is a flag of 0 or 1.
        peer.path("steps").forEach(step -> steps.add(peer.path("columns").valueStream().anyMatch(step::equals) ? step.asText() + " = 1" : step.asText()));
        String conditions = "ARRAY[%s]".formatted(String.join(", ", steps));
        if (peer.path("function").asText().equals("retention")) {
            return "retention(%s)".formatted(conditions);
        }
        long seconds = peer.path("window_seconds").asLong();
        String window = isTimestamp(peer)
                ? "BIGINT '%s' * INTERVAL '1' SECOND".formatted(seconds)
                : "BIGINT '%s'".formatted(peer.path("ts_unit").asText().startsWith("milliseconds") ? 1000 * seconds : seconds);
        String mode = peer.path("mode").asText();
        if (mode.startsWith("property-correlated")) {
            return "funnel_by(ts, %s, %s, prop)".formatted(window, conditions);
        }
        String funnel = "funnel(ts, %s, %s, '%s')".formatted(window, conditions, ourMode(peer));
        return peer.path("function").asText().equals("funnelCompleteCount") ? "IF(%s = %s, 1, 0)".formatted(funnel, steps.size()) : funnel;
    }

    private static String ourMode(JsonNode peer)
    {
        // Pinot does not see events that match no step, unless it is told to keep them.
        if (peer.path("engine").asText().equals("pinot") && peer.path("mode").asText().equals("strict_order")) {
            return "strict_order_matched";
        }
        return MODES.getOrDefault(peer.path("mode").asText(), peer.path("mode").asText());
    }

    private static String rows(JsonNode peer)
    {
        List<String> columns = new ArrayList<>();
        peer.path("columns").forEach(column -> columns.add("\"%s\"".formatted(column.asText())));
        List<String> rows = new ArrayList<>();
        for (JsonNode row : peer.path("rows")) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                values.add(literal(peer.path("columns").get(i).asText(), row.get(i)));
            }
            rows.add("(%s)".formatted(String.join(", ", values)));
        }
        if (rows.isEmpty()) {
            return "(SELECT 1, BIGINT '1', 'none' WHERE false) t(%s)".formatted(String.join(", ", columns));
        }
        return rows.stream().collect(joining(", ", "(VALUES ", ") t(%s)".formatted(String.join(", ", columns))));
    }

    private static String literal(String column, JsonNode value)
    {
        if (value.isNull()) {
            return column.equals("ts") ? "CAST(NULL AS bigint)" : "CAST(NULL AS varchar)";
        }
        if (value.isTextual()) {
            String type = switch (column) {
                case "ts" -> "TIMESTAMP ";
                case "day" -> "DATE ";
                default -> "";
            };
            return "%s'%s'".formatted(type, value.asText());
        }
        return column.equals("ts") ? "BIGINT '%s'".formatted(value.asLong()) : value.asText();
    }

    private static boolean isTimestamp(JsonNode peer)
    {
        return !peer.path("rows").isEmpty() && peer.path("rows").get(0).get(indexOf(peer, "ts")).isTextual();
    }

    private static int indexOf(JsonNode peer, String column)
    {
        for (int i = 0; i < peer.path("columns").size(); i++) {
            if (peer.path("columns").get(i).asText().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + column);
    }
}
