package dev.trinocrowd.dashboards;

import dev.trinocrowd.dashboards.PythonScript.Result;
import dev.trinocrowd.testing.RealServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// Each question that Metabase is given, run on a real server as Metabase's driver runs it.
final class TestMetabaseQuestions
{
    private static final Map<String, MetabaseCard> CARDS = new HashMap<>();

    @BeforeAll
    static void provision()
            throws Exception
    {
        try (Connection connection = RealServer.shared().connect()) {
            DashboardTables.make(connection, "01_views.sql");
        }
        cards();
    }

    static synchronized Stream<String> cards()
            throws Exception
    {
        if (CARDS.isEmpty()) {
            try (MetabaseStandIn metabase = new MetabaseStandIn(0)) {
                Result result = PythonScript.run(
                        DockerFiles.path("metabase/provision"),
                        Map.of("METABASE_ADMIN_EMAIL", MetabaseStandIn.EMAIL, "METABASE_ADMIN_PASSWORD", MetabaseStandIn.PASSWORD),
                        "--metabase", metabase.url().toString());
                assertThat(result.exitCode()).as(result.err()).isZero();
                metabase.named("card").forEach((name, card) -> CARDS.put(name, new MetabaseCard(card)));
            }
        }
        return CARDS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("cards")
    void isAnsweredWithTheColumnsThatItsPictureNames(String name)
            throws SQLException
    {
        MetabaseCard card = CARDS.get(name);
        try (Connection connection = connect(true);
                PreparedStatement statement = card.prepare(connection, Map.of());
                ResultSet result = statement.executeQuery()) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                columns.add(result.getMetaData().getColumnName(i));
            }
            assertThat(columns).containsAll(card.columnsOfSettings());
            assertThat(result.next()).as("rows").isTrue();
        }
    }

    /// Without explicit preparation the driver writes the parameters into the statement: EXECUTE IMMEDIATE.
    @ParameterizedTest
    @MethodSource("cards")
    void bothWaysToPassParametersAgree(String name)
            throws SQLException
    {
        Map<String, String> values = filtered(name);
        // The period that questions have by default, so that there are rows.
        values.keySet().removeAll(List.of("from", "to"));
        assertThat(rows(name, false, values)).isNotEmpty().isEqualTo(rows(name, true, values));
    }

    @ParameterizedTest
    @MethodSource("cards")
    void itsFiltersChangeTheAnswer(String name)
            throws SQLException
    {
        List<List<String>> all = rows(name, true, Map.of());
        filtered(name).forEach((filter, value) -> {
            try {
                assertThat(rows(name, true, Map.of(filter, value))).as("%s = %s", filter, value).isNotEqualTo(all);
            }
            catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void theFunnelAgreesWithWhatWasPlanted()
            throws SQLException
    {
        List<List<String>> rows = rows("How far do visitors come on the way to a purchase?", true, Map.of("from", "2025-01-01"));
        List<String> planted = new ArrayList<>();
        try (Connection connection = connect(true);
                ResultSet result = connection.createStatement().executeQuery(
                        "SELECT CAST(CAST(value AS bigint) AS varchar) FROM shop.tiny.truths WHERE analysis = 'funnel' AND item LIKE 'step %' AND item NOT LIKE '%rate' ORDER BY item")) {
            while (result.next()) {
                planted.add(result.getString(1));
            }
        }
        assertThat(rows.stream().map(row -> row.get(1)).toList()).isEqualTo(planted).hasSize(4);
    }

    private static Map<String, String> filtered(String name)
    {
        Map<String, String> values = new HashMap<>();
        Map<String, String> known = Map.of("from", "2025-11-20", "to", "2025-11-30", "platform", "app", "campaign", "11.11");
        CARDS.get(name).templateTags().fieldNames().forEachRemaining(tag -> values.put(tag, known.get(tag)));
        return values;
    }

    private static List<List<String>> rows(String name, boolean explicitPrepare, Map<String, String> values)
            throws SQLException
    {
        try (Connection connection = connect(explicitPrepare);
                PreparedStatement statement = CARDS.get(name).prepare(connection, values);
                ResultSet result = statement.executeQuery()) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static Connection connect(boolean explicitPrepare)
            throws SQLException
    {
        return DriverManager.getConnection("%s/warehouse/dashboards?user=dashboards&explicitPrepare=%s".formatted(RealServer.shared().jdbcUrl(), explicitPrepare));
    }
}
