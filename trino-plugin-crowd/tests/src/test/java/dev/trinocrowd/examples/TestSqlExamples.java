package dev.trinocrowd.examples;

import dev.trinocrowd.launcher.sink.PushSink;
import dev.trinocrowd.launcher.sql.SqlStatement;
import dev.trinocrowd.testing.CrowdQueryRunner;
import dev.trinocrowd.testing.RealServer;
import io.trino.testing.DistributedQueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/// Every file of `sql-examples`, on the packaged server (one node) and in an engine of three nodes.
///
/// `-Dcrowd.answers.update=true` writes the answers down instead of comparing them: read the difference before you commit it.
final class TestSqlExamples
{
    private static final boolean UPDATE = Boolean.getBoolean("crowd.answers.update");

    private static final Map<String, List<Answer>> ANSWERS = new HashMap<>();
    private static DistributedQueryRunner threeNodes;
    private static PushSink sink;

    @BeforeAll
    static void start()
            throws Exception
    {
        Path warehouse = Files.createTempDirectory("crowd-warehouse");
        sink = PushSink.start(0, warehouse.resolve("receipts"));
        threeNodes = CrowdQueryRunner.createWithDestinations(2, warehouse, Map.of("push", sink.declaration()));
    }

    @AfterAll
    static void stop()
    {
        threeNodes.close();
        sink.close();
        ANSWERS.clear();
    }

    static List<Example> examples()
    {
        return Example.all();
    }

    static List<Example> counts()
    {
        // the dictionary recipe numbers devices, it counts no people
        return Example.all().stream()
                .filter(example -> !example.name().equals("15_dense_ids_for_string_ids"))
                .toList();
    }

    @Test
    void thereAreExamples()
    {
        assertThat(examples()).hasSizeGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void opensWithItsQuestion(Example example)
    {
        assertThat(example.statements().getFirst().caption()).isNotEmpty();
        assertThat(String.join(" ", example.statements().getFirst().caption())).contains("?");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void givesTheRecordedAnswer(Example example)
            throws Exception
    {
        String text = RecordedAnswers.text(example, RealServer.shared()::connect);
        if (UPDATE) {
            Files.createDirectories(example.recordedAnswers().getParent());
            Files.writeString(example.recordedAnswers(), text);
        }
        assertThat(example.recordedAnswers()).hasContent(text);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void givesTheSameAnswerOnOneNodeAndOnThree(Example example)
            throws Exception
    {
        try (Connection connection = threeNodes()) {
            assertThat(run(example, connection)).isEqualTo(onOneNode(example));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void givesTheSameAnswerTwice(Example example)
            throws Exception
    {
        try (Connection connection = RealServer.shared().connect()) {
            assertThat(run(example, connection)).isEqualTo(onOneNode(example));
        }
    }

    @ParameterizedTest
    @MethodSource("counts")
    void countsAgreeWithTheListsOfPeople(Example example)
            throws Exception
    {
        List<Answer> answers = onOneNode(example);
        Answer answer = answers.getFirst();
        assertThat(answer.has("users")).as("the answer counts users").isTrue();
        Answer list = answers.getLast();
        assertThat(list.has("user_id")).as("the last statement lists people").isTrue();

        People people = new People(answer, list);
        assertThat(people.keys()).isNotEmpty();
        Map<List<Object>, Set<Object>> byKey = people.byKey();
        assertThat(answer.rows()).isNotEmpty();
        assertThat(answer.rows()).allSatisfy(row -> assertCount(answer, row, "users", byKey, people));
        for (String mark : people.marks()) {
            Map<List<Object>, Set<Object>> marked = people.byKey(mark);
            assertThat(answer.rows()).allSatisfy(row -> assertCount(answer, row, mark, marked, people));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void canBeExplained(Example example)
            throws Exception
    {
        try (Connection connection = RealServer.shared().connect()) {
            run(example, connection);
            for (SqlStatement statement : example.statements()) {
                if (!statement.text().startsWith("CREATE TABLE") && !statement.text().startsWith("CREATE SCHEMA") && !statement.text().startsWith("DROP")) {
                    assertThat(Answer.of(connection, "EXPLAIN " + statement.text()).rows()).isNotEmpty();
                }
            }
        }
    }

    @Test
    void everyRecordedAnswerHasItsExample()
            throws IOException
    {
        Path folder = examples().getFirst().recordedAnswers().getParent();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrderElementsOf(examples().stream().map(Example::recordedAnswers).toList());
        }
    }

    private static void assertCount(Answer answer, List<Object> row, String column, Map<List<Object>, Set<Object>> people, People key)
    {
        long listed = people.getOrDefault(key.key(answer, row), Set.of()).size();
        assertThat(answer.value(row, column)).as("%s of %s", column, row).isEqualTo(listed);
    }

    private static List<Answer> onOneNode(Example example)
            throws SQLException
    {
        List<Answer> answers = ANSWERS.get(example.name());
        if (answers == null) {
            try (Connection connection = RealServer.shared().connect()) {
                answers = run(example, connection);
            }
            ANSWERS.put(example.name(), answers);
        }
        return answers;
    }

    private static List<Answer> run(Example example, Connection connection)
            throws SQLException
    {
        List<Answer> answers = new ArrayList<>();
        for (SqlStatement statement : example.statements()) {
            Answer answer = Answer.of(connection, statement.text());
            if (!answer.columns().isEmpty()) {
                answers.add(answer);
            }
        }
        return answers;
    }

    private static Connection threeNodes()
            throws SQLException
    {
        return DriverManager.getConnection("jdbc:trino://%s".formatted(threeNodes.getCoordinator().getAddress()), "test", null);
    }
}
