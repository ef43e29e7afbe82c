package dev.trinocrowd.bitmap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.DistributedQueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.Files.readString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/// The bitmap cases of ClickHouse's, Doris' and StarRocks' own test suites.
///
/// The cases are facts of others and lie beside the repository; without them there is nothing to compare with.
@TestInstance(PER_CLASS)
final class TestBitmapPeerCases
{
    private static final File CASES = new File(System.getProperty("crowd.root"), "../shared/cases/peer_cases.json");

    /// Longer names come before those that they contain.
    private static final Map<String, String> NAMES = ImmutableMap.<String, String>builder()
            .put("bitmapToArray", "bitmap_to_array")
            .put("bitmapBuild", "bitmap_build")
            .put("bitmapAndCardinality", "bitmap_and_cardinality")
            .put("bitmapOrCardinality", "bitmap_or_cardinality")
            .put("bitmapCardinality", "bitmap_cardinality")
            .put("bitmapAndnot", "bitmap_andnot")
            .put("bitmapAnd", "bitmap_and")
            .put("bitmapXor", "bitmap_xor")
            .put("bitmapHasAny", "bitmap_has_any")
            .put("bitmapHasAll", "bitmap_has_all")
            .put("bitmapContains", "bitmap_contains")
            .put("bitmapSubsetInRange", "bitmap_range")
            .put("bitmapSubsetLimit", "bitmap_limit")
            .put("bitmapMin", "bitmap_min")
            .put("bitmapMax", "bitmap_max")
            .put("emptyArrayUInt\\d+\\(\\)", "ARRAY[]")
            .put("toUInt32\\((\\d+)\\)", "$1")
            .put("(?<!Y)\\[", "ARRAY[")
            .put("bitmap_and_not_count", "bitmap_andnot_cardinality")
            .put("bitmap_(and|or|xor)_count", "bitmap_$1_cardinality")
            .put("bitmap_(and_)?not\\b", "bitmap_andnot")
            .put("bitmap_subset_in_range", "bitmap_range")
            .put("bitmap_subset_limit", "bitmap_limit")
            .put("\\bsub_bitmap", "bitmap_slice")
            .put("bitmap_empty\\(\\)", "bitmap_from_string('')")
            .put("\\bto_bitmap\\((-?\\d+)\\)", "bitmap_build(ARRAY[$1])")
            .put("<(\\d+)\\.\\.(\\d+)>", "bitmap_build(sequence($1, $2))")
            .buildOrThrow();

    /// What has no counterpart, and why.
    private static final Map<String, String> LEFT_OUT = ImmutableMap.<String, String>builder()
            .put("doris-bitmap-005", "an intersection of more than two: ours takes two, bitmap_and_agg any number")
            .put("doris-bitmap-039", "an intersection of more than two")
            .put("doris-bitmap-041", "an intersection of more than two")
            .put("doris-bitmap-046", "a union of more than two")
            .put("doris-bitmap-051", "a difference of more than two")
            .put("doris-bitmap-056", "a difference of more than two")
            .put("doris-bitmap-017", "no hashing into a bitmap: it would make an exact set of users inexact")
            .put("doris-bitmap-019", "no hashing into a bitmap")
            .put("doris-bitmap-020", "no hashing into a bitmap")
            .put("starrocks-bitmap-binary-002", "an engine's own bytes; ours are the portable format")
            .put("starrocks-bitmap-binary-008", "an engine's own bytes")
            .buildOrThrow();

    /// Functions over an expression of tags: they belong to crowds, not to bitmaps.
    private static final Set<String> OTHER_FUNCTIONS = ImmutableSet.of("bitmapCount/bitmapExtract", "bitmapMaxLevel");

    /// Arguments that others take for NULL or for nothing, and that are errors here.
    private static final Set<String> REFUSED = ImmutableSet.of("doris-bitmap-012", "doris-bitmap-030", "doris-bitmap-031", "doris-bitmap-033", "doris-bitmap-071");

    /// NULL in, NULL out is the rule here, and an empty set has no largest member.
    private static final Set<String> NULL_HERE = ImmutableSet.of("doris-bitmap-028", "doris-bitmap-061", "ch-bitmap-066");

    private DistributedQueryRunner queryRunner;

    @BeforeAll
    void setUp()
            throws Exception
    {
        assumeTrue(CASES.isFile(), "the peers' cases are not at hand: ../shared/cases/peer_cases.json");
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
    List<DynamicTest> casesAgree()
            throws Exception
    {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode node : new ObjectMapper().readTree(readString(CASES.toPath(), UTF_8))) {
            String function = node.path("function").asText();
            boolean isBitmap = function.contains("bitmap");
            if (isBitmap && !OTHER_FUNCTIONS.contains(function) && !LEFT_OUT.containsKey(node.path("id").asText())) {
                tests.add(DynamicTest.dynamicTest(node.path("id").asText(), () -> check(node)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(80);
        return tests;
    }

    private void check(JsonNode node)
    {
        String id = node.path("id").asText();
        if (id.equals("ch-bitmap64-002")) {
            checkLargeIds(node.path("expected"));
            return;
        }
        if (!node.path("rows").isEmpty()) {
            checkRows(node);
            return;
        }
        String sql = "SELECT " + translate(node.path("call").asText());
        if (REFUSED.contains(id)) {
            assertThatThrownBy(() -> queryRunner.execute(sql)).hasMessageMatching("(Item 1 of the bitmap|A member of a bitmap) must be .*");
            return;
        }
        assertThat(show(queryRunner.execute(sql).getOnlyValue(), node.path("expected"))).as(sql).isEqualTo(expected(node));
    }

    private static String translate(String call)
    {
        String sql = call;
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            sql = sql.replaceAll(name.getKey(), name.getValue());
        }
        return sql;
    }

    private static String expected(JsonNode node)
    {
        if (NULL_HERE.contains(node.path("id").asText())) {
            return "null";
        }
        // StarRocks makes NULL of an empty set where ours stays a set.
        if (node.path("expected").isNull() && node.path("notes").asText().contains("empty result is NULL")) {
            return "";
        }
        JsonNode expected = node.path("expected");
        return expected.isTextual() ? expected.asText() : expected.toString().replace(",", ", ");
    }

    private static String show(Object value, JsonNode expected)
    {
        if (value instanceof Boolean condition && expected.isNumber()) {
            return condition ? "1" : "0";
        }
        return String.valueOf(value);
    }

    /// A function of two columns of bitmaps, some of them NULL, with the answer of each row.
    private void checkRows(JsonNode node)
    {
        for (JsonNode row : node.path("rows")) {
            String sql = "SELECT " + translate(node.path("call").asText()).replaceAll("\\bl\\b", bitmap(row.get(1))).replaceAll("\\br\\b", bitmap(row.get(2)));
            String expected = row.get(2).isNull() ? "null" : node.path("expected").path(row.get(0).asText()).toString();
            assertThat(String.valueOf(queryRunner.execute(sql).getOnlyValue())).as(sql).isEqualTo(expected);
        }
    }

    private static String bitmap(JsonNode ids)
    {
        return ids.isNull() ? "bitmap_from_string(NULL)" : "bitmap_build(ARRAY%s)".formatted(ids);
    }

    private void checkLargeIds(JsonNode expected)
    {
        String before = "bitmap_build(sequence(4294967296, 4294967395))";
        String today = "bitmap_build(sequence(4294967385, 4294967494))";
        Map<String, String> calls = ImmutableMap.of(
                "today", "bitmap_cardinality(%s)".formatted(today),
                "before", "bitmap_cardinality(%s)".formatted(before),
                "or", "bitmap_or_cardinality(%s, %s)".formatted(today, before),
                "and", "bitmap_and_cardinality(%s, %s)".formatted(today, before),
                "andnot(today,before)", "bitmap_andnot_cardinality(%s, %s)".formatted(today, before),
                "xor", "bitmap_xor_cardinality(%s, %s)".formatted(today, before));
        calls.forEach((name, call) -> assertThat(queryRunner.execute("SELECT " + call).getOnlyValue()).as(name).isEqualTo(expected.path(name).asLong()));
    }
}
