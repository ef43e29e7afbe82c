package dev.trinocrowd.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.dashboards.MetabaseStandIn.Call;
import dev.trinocrowd.dashboards.PythonScript.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static com.google.common.collect.Streams.stream;
import static org.assertj.core.api.Assertions.assertThat;

/// `docker/metabase/provision` against a server that answers as Metabase does and checks what it is sent.
final class TestMetabaseProvisioning
{
    private static final Map<String, String> ADMINISTRATOR = ImmutableMap.of("METABASE_ADMIN_EMAIL", MetabaseStandIn.EMAIL, "METABASE_ADMIN_PASSWORD", MetabaseStandIn.PASSWORD);

    private MetabaseStandIn metabase;

    @BeforeEach
    void start()
            throws IOException
    {
        metabase = new MetabaseStandIn(1);
    }

    @AfterEach
    void stop()
    {
        metabase.close();
    }

    @Test
    void aNewMetabaseIsSetUpAndFilled()
            throws Exception
    {
        Result result = provision();
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("setting Metabase up", "database 'Crowd': made", "/dashboard/");
        assertThat(metabase.named("database").get("Crowd").path("details"))
                .isEqualTo(new com.fasterxml.jackson.databind.ObjectMapper().readTree("""
                        {"host": "trino", "port": 8080, "catalog": "warehouse", "schema": "dashboards", "user": "dashboards", "ssl": false, "prepared-optimized": true}
                        """));
        assertThat(metabase.named("dashboard").keySet()).containsExactlyInAnyOrder("Growth", "Conversion", "Customers", "Campaigns");
        try (Stream<Path> questions = Files.list(DockerFiles.path("metabase/questions"))) {
            assertThat(metabase.named("card")).hasSize((int) questions.count());
        }
    }

    @Test
    void aSecondRunUpdatesAndAddsNothing()
            throws Exception
    {
        assertThat(provision().exitCode()).isZero();
        Map<String, ObjectNode> cards = copy(metabase.named("card"));
        Map<String, ObjectNode> dashboards = copy(metabase.named("dashboard"));
        metabase.forgetCalls();
        Result result = provision();
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("updated").doesNotContain(": made");
        assertThat(metabase.named("card")).isEqualTo(cards);
        assertThat(metabase.named("dashboard")).isEqualTo(dashboards);
        assertThat(metabase.calls().stream().filter(call -> call.method().equals("POST")).map(Call::path))
                .containsOnly("/api/session", "/api/database/%s/sync_schema".formatted(metabase.named("database").get("Crowd").path("id").asInt()));
    }

    @Test
    void aQuestionThatSomebodyDeletedComesBack()
            throws Exception
    {
        assertThat(provision().exitCode()).isZero();
        String name = metabase.named("card").keySet().iterator().next();
        metabase.remove("card", metabase.named("card").get(name).path("id").asInt());
        Result result = provision();
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("question '%s': made".formatted(name));
        assertThat(metabase.named("card")).containsKey(name);
        everyPlaceHoldsACard();
    }

    @Test
    void questionsDoNotOverlapAndFiltersReachThem()
            throws Exception
    {
        assertThat(provision().exitCode()).isZero();
        everyPlaceHoldsACard();
        Map<Integer, ObjectNode> cards = new HashMap<>();
        metabase.named("card").values().forEach(card -> cards.put(card.path("id").asInt(), card));
        Set<Integer> placed = new HashSet<>();
        metabase.named("dashboard").forEach((name, dashboard) -> {
            Set<List<Integer>> cells = new HashSet<>();
            Set<String> mapped = new HashSet<>();
            for (JsonNode dashcard : dashboard.path("dashcards")) {
                for (int row = 0; row < dashcard.path("size_y").asInt(); row++) {
                    for (int column = 0; column < dashcard.path("size_x").asInt(); column++) {
                        List<Integer> cell = List.of(dashcard.path("row").asInt() + row, dashcard.path("col").asInt() + column);
                        assertThat(cells.add(cell)).as("%s: two questions at %s", name, cell).isTrue();
                        assertThat(cell.get(1)).as(name).isLessThan(24);
                    }
                }
                int card = dashcard.path("card_id").asInt();
                placed.add(card);
                for (JsonNode mapping : dashcard.path("parameter_mappings")) {
                    String tag = mapping.at("/target/1/1").asText();
                    assertThat(new MetabaseCard(cards.get(card)).templateTags().has(tag)).as("%s has {{%s}}", cards.get(card).path("name"), tag).isTrue();
                    mapped.add(mapping.path("parameter_id").asText());
                }
            }
            assertThat(mapped).as(name).isEqualTo(stream(dashboard.path("parameters")).map(parameter -> parameter.path("id").asText()).collect(toImmutableSet()));
        });
        assertThat(placed).isEqualTo(cards.keySet());
    }

    @Test
    void aWrongPasswordIsToldAsMetabaseTellsIt()
            throws Exception
    {
        assertThat(provision().exitCode()).isZero();
        Result result = PythonScript.run(DockerFiles.path("metabase/provision"), Map.of("METABASE_ADMIN_EMAIL", MetabaseStandIn.EMAIL, "METABASE_ADMIN_PASSWORD", "wrong"),
                "--metabase", metabase.url().toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("provision: POST /api/session was refused with 401: did not match stored password\n");
    }

    @Test
    void anAbsentMetabaseIsTold()
            throws Exception
    {
        metabase.close();
        Result result = provision();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("Metabase at %s was not ready within".formatted(metabase.url()), "refused").doesNotContain("Traceback");
    }

    @Test
    void mistakesInTheSourcesNameTheFile(@TempDir Path sources)
            throws Exception
    {
        assertMistake(sources, "-- title: T\n-- display: line\nSELECT {{form}}", "{\"name\": \"D\", \"rows\": []}", "q.sql: '{{form}}' is no filter, did you mean from?");
        assertMistake(sources, "-- title: T\n-- display: lien\nSELECT 1", "{}", "q.sql: 'lien' is no display, did you mean line?");
        assertMistake(sources, "-- titel: T\nSELECT 1", "{}", "q.sql: 'titel' is no key of a question, did you mean title?");
        assertMistake(sources, "SELECT 1", "{}", "q.sql: expected a line '-- title: …' at the top and found none");
        assertMistake(sources, "-- title: T\n-- display: line\n-- settings: {", "{}", "q.sql: expected JSON after 'settings:'");
        assertMistake(sources, "-- title: T\n-- display: line\n", "{}", "q.sql: expected SQL after the header and found none");
        String question = "-- title: T\n-- display: line\nSELECT {{from}}";
        assertMistake(sources, question, "{\"name\": \"D\", \"rows\": [{\"height\": 4, \"questions\": {\"p\": 4}}]}", "d.json: there is no question 'p'");
        assertMistake(sources, question, "{\"name\": \"D\", \"rows\": [{\"height\": 4, \"questions\": {\"q\": 25}}]}", "d.json: a row is 24 wide, and that of q takes 25");
        assertMistake(sources, question, "{\"name\": \"D\", \"filters\": [\"to\"], \"rows\": [{\"height\": 4, \"questions\": {\"q\": 2}}]}",
                "d.json: the filter 'to' reaches no question");
        assertMistake(sources, question, "{", "d.json: expected JSON");
    }

    private static void assertMistake(Path sources, String question, String dashboard, String message)
            throws Exception
    {
        Files.createDirectories(sources.resolve("questions"));
        Files.createDirectories(sources.resolve("dashboards"));
        Files.writeString(sources.resolve("questions/q.sql"), question);
        Files.writeString(sources.resolve("dashboards/d.json"), dashboard);
        Result result = PythonScript.run(DockerFiles.path("metabase/provision"), Map.of(), "--dry-run", "--sources", sources.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains(message).doesNotContain("Traceback");
    }

    private void everyPlaceHoldsACard()
    {
        Set<Integer> cards = metabase.named("card").values().stream().map(card -> card.path("id").asInt()).collect(toImmutableSet());
        metabase.named("dashboard").values().forEach(dashboard -> {
            List<Integer> places = new ArrayList<>();
            dashboard.path("dashcards").forEach(dashcard -> places.add(dashcard.path("card_id").asInt()));
            assertThat(places).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(cards);
        });
    }

    private Result provision()
            throws IOException, InterruptedException
    {
        return PythonScript.run(DockerFiles.path("metabase/provision"), ADMINISTRATOR, "--metabase", metabase.url().toString(), "--trino", "trino:8080", "--wait", "3");
    }

    private static Map<String, ObjectNode> copy(Map<String, ObjectNode> items)
    {
        Map<String, ObjectNode> copies = new HashMap<>();
        items.forEach((name, item) -> copies.put(name, item.deepCopy()));
        return copies;
    }
}
