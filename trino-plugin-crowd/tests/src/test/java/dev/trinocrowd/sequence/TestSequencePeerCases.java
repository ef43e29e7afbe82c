package dev.trinocrowd.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
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
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
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

/// The cases of other engines' own test suites for sequences and next events.
///
/// The cases are facts of others and lie beside the repository; without them there is nothing to compare with.
@TestInstance(PER_CLASS)
final class TestSequencePeerCases
{
    private static final File CASES = new File(System.getProperty("crowd.root"), "../shared/cases/peer_cases.json");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final Map<String, String> FUNCTIONS = ImmutableMap.<String, String>builder()
            .put("sequenceMatch", "sequence_match")
            .put("sequence_match", "sequence_match")
            .put("sequenceCount", "sequence_count")
            .put("sequence_count", "sequence_count")
            .put("sequenceMatchEvents", "sequence_times")
            .put("sequence_match_events", "sequence_times")
            .put("sequenceNextNode", "next_event")
            .put("sequence_next_node", "next_event")
            .buildOrThrow();

    private static final Map<String, String> ANCHORS = ImmutableMap.of("head", "head", "tail", "tail", "first_match", "first", "last_match", "last");

    /// What is left out, and why.
    private static final Map<String, String> LEFT_OUT = ImmutableMap.of(
            "ch-sequenceNextNode-007", "a chain of two events before the wanted one: path_analysis or sequence_times",
            "ch-sequenceNextNode-009", "a chain of three events before the wanted one",
            "ch-sequenceNextNode-014", "a chain of two events before the wanted one",
            "ch-sequenceNextNode-012", "a chain of no event, beside which the base event itself stands: max_by(action, ts)",
            "duckdb-sequence-004", "gave nothing for user 2, who matches the beginning of the pattern: ClickHouse and we list it");

    private DistributedQueryRunner queryRunner;
    private List<JsonNode> cases;

    @BeforeAll
    void setUp()
            throws Exception
    {
        assumeTrue(CASES.isFile(), "the peers' cases are not at hand: ../shared/cases/peer_cases.json");
        cases = new ArrayList<>();
        for (JsonNode node : new ObjectMapper().readTree(readString(CASES.toPath(), UTF_8))) {
            if (FUNCTIONS.containsKey(node.path("function").asText())) {
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
                .filter(peer -> !LEFT_OUT.containsKey(peer.path("id").asText()))
                .map(peer -> DynamicTest.dynamicTest(peer.path("id").asText(), () -> check(peer)))
                .toList();
    }

    @Test
    void everyCaseIsComparedOrLeftOutForAReason()
    {
        assertThat(cases).hasSize(61);
        assertThat(cases).extracting(peer -> peer.path("id").asText()).containsAll(LEFT_OUT.keySet());
    }

    private void check(JsonNode peer)
    {
        boolean grouped = !peer.path("expected").has("*");
        String user = peer.path("columns").get(0).asText();
        String sql = "SELECT %s, %s FROM %s %s".formatted(
                grouped ? "CAST(\"%s\" AS varchar)".formatted(user) : "'*'",
                call(peer),
                rows(peer),
                grouped ? "GROUP BY \"%s\"".formatted(user) : "");
        Map<String, String> actual = new TreeMap<>();
        for (MaterializedRow row : queryRunner.execute(sql).getMaterializedRows()) {
            actual.put((String) row.getField(0), text(row.getField(1)));
        }
        assertThat(actual).as(sql).isEqualTo(expected(peer));
    }

    private static Map<String, String> expected(JsonNode peer)
    {
        Map<String, String> expected = new TreeMap<>();
        boolean match = FUNCTIONS.get(peer.path("function").asText()).equals("sequence_match");
        peer.path("expected").properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            String text = value.isArray() ? value.valueStream().map(JsonNode::asText).toList().toString() : value.asText();
            expected.put(entry.getKey(), match ? Boolean.toString(value.asBoolean()) : text);
        });
        return expected;
    }

    private static String text(Object answer)
    {
        if (answer instanceof List<?> times) {
            return times.stream().map(time -> time instanceof LocalDateTime dateTime ? dateTime.format(SECONDS) : time.toString()).toList().toString();
        }
        return String.valueOf(answer);
    }

    private static String call(JsonNode peer)
    {
        String function = FUNCTIONS.get(peer.path("function").asText());
        String conditions = peer.path("steps").valueStream().map(JsonNode::asText).collect(joining(", "));
        if (!function.equals("next_event")) {
            return "%s(ts, ARRAY[%s], '%s')".formatted(function, conditions, peer.path("pattern").asText());
        }
        List<String> mode = Splitter.on('+').splitToList(peer.path("mode").asText());
        return "next_event(ts, %s, %s, 'direction=%s; anchor=%s')".formatted(peer.path("columns").get(2).asText(), conditions, mode.get(0), ANCHORS.get(mode.get(1)));
    }

    private static String rows(JsonNode peer)
    {
        if (peer.path("rows").isEmpty()) {
            assertThat(peer.path("rows_generator").asText()).isEqualTo("user 1: ts=0 event 'A'; ts=1..999999 event 'B'; ts=1000000 event 'C' (1,000,001 rows)");
            return """
                    (SELECT 1, n, IF(n = 0, 'A', IF(n < 1000000, 'B', 'C'))
                    FROM UNNEST(sequence(0, 1000)) t(m) CROSS JOIN UNNEST(sequence(1000 * m, least(1000 * m + 999, 1000000))) u(n)) AS rows("user", ts, event)
                    """;
        }
        return peer.path("rows").valueStream()
                .map(row -> row.valueStream().map(TestSequencePeerCases::literal).collect(joining(", ", "(", ")")))
                .collect(joining(", ", "(VALUES ",
                        ") AS rows(%s)".formatted(peer.path("columns").valueStream().map(column -> "\"%s\"".formatted(column.asText())).collect(joining(", ")))));
    }

    private static String literal(JsonNode value)
    {
        if (value.isNumber()) {
            return "BIGINT '%s'".formatted(value.asLong());
        }
        return value.asText().matches("\\d{4}-\\d\\d-\\d\\d .*") ? "TIMESTAMP '%s'".formatted(value.asText()) : "'%s'".formatted(value.asText());
    }
}
