package dev.trinocrowd.path;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestPathFunctions
        extends AbstractTestQueryFramework
{
    private static final String SHOP = "(VALUES (1, 0, 'view'), (1, 5, 'cart'), (1, 9, 'pay'), (1, 99, 'view'), (2, 3, 'cart')) t(user_id, event_time, event)";

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void givesAPathASession()
    {
        assertThat(query("SELECT user_id, path_analysis(event_time, event, BIGINT '10', 5) FROM %s GROUP BY user_id".formatted(SHOP)))
                .matches("VALUES (1, CAST(ARRAY[ARRAY['view', 'cart', 'pay'], ARRAY['view']] AS array(array(varchar)))), (2, ARRAY[ARRAY['cart']])");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "reverse=false             | ARRAY[ARRAY['view', 'cart', '…'], ARRAY['view']]",
        "start=cart                | ARRAY[ARRAY['cart', 'pay']]",
        "end = cart; reverse = true | ARRAY[ARRAY['cart', 'view']]",
        "end=pay                   | ARRAY[ARRAY['…', 'cart', 'pay']]"})
    void takesOptions(String options, String paths)
    {
        assertThat(query("SELECT path_analysis(event_time, event, BIGINT '10', 2, '%s') FROM %s WHERE user_id = 1".formatted(options, SHOP)))
                .matches("VALUES CAST(%s AS array(array(varchar)))".formatted(paths));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "date",
        "timestamp(0)", "timestamp(3)", "timestamp(6)", "timestamp(9)", "timestamp(12)",
        "timestamp(0) with time zone", "timestamp(3) with time zone", "timestamp(6) with time zone", "timestamp(12) with time zone"})
    void takesTimesOfEveryType(String type)
    {
        String rows = "FROM (VALUES ('2024-02-28', 'a'), ('2024-03-01', 'b'), ('2024-03-04', 'c')) t(day, event)";
        String time = "CAST(CAST(day AS date) AS %s)".formatted(type);
        assertThat(query("SELECT path_analysis(%s, event, INTERVAL '2' DAY, 5) %s".formatted(time, rows)))
                .matches("VALUES CAST(ARRAY[ARRAY['a', 'b'], ARRAY['c']] AS array(array(varchar)))");
        assertThat(query("SELECT path_analysis(%s, event, INTERVAL '3' DAY, 5, 'reverse=true') %s".formatted(time, rows)))
                .matches("VALUES CAST(ARRAY[ARRAY['c', 'b', 'a']] AS array(array(varchar)))");
    }

    @Test
    void aNullTimeOrEventSkipsTheRow()
    {
        assertThat(query("SELECT path_analysis(event_time, event, BIGINT '10', 5) FROM (VALUES (1, 'a'), (NULL, 'b'), (2, NULL), (3, 'c')) t(event_time, event)"))
                .matches("VALUES CAST(ARRAY[ARRAY['a', 'c']] AS array(array(varchar)))");
    }

    @Test
    void nobodyHasNoPaths()
    {
        assertThat(query("SELECT path_analysis(event_time, event, BIGINT '10', 5) FROM %s WHERE false".formatted(SHOP))).matches("VALUES CAST(ARRAY[] AS array(array(varchar)))");
        assertThat(query("SELECT user_id, path_analysis(event_time, event, BIGINT '10', 5) FILTER (WHERE event = 'pay') FROM %s GROUP BY user_id".formatted(SHOP)))
                .matches("VALUES (1, CAST(ARRAY[ARRAY['pay']] AS array(array(varchar)))), (2, ARRAY[])");
    }

    @Test
    void windowFramesSeeTheirRowsOnly()
    {
        assertThat(query(
                "SELECT event_time, path_analysis(event_time, event, BIGINT '10', 5) OVER (ORDER BY event_time ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM %s WHERE event_time < 10"
                        .formatted(SHOP)))
                .matches(
                        "VALUES (0, CAST(ARRAY[ARRAY['view']] AS array(array(varchar)))), (3, ARRAY[ARRAY['view', 'cart']]), (5, ARRAY[ARRAY['cart', 'cart']]), (9, ARRAY[ARRAY['cart', 'pay']])");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "event_time, event, BIGINT '0', 5                       | path_analysis gap must be positive, found 0",
        "event_time, event, CAST(NULL AS bigint), 5             | path_analysis gap must be positive, found NULL",
        "DATE '2024-01-01', event, INTERVAL '-1' DAY, 5         | path_analysis gap must be positive, found INTERVAL '-86400' SECOND",
        "event_time, event, BIGINT '1', 0                       | path_analysis max_steps must be 1 to 1000, found 0",
        "event_time, event, BIGINT '1', 1001                    | path_analysis max_steps must be 1 to 1000, found 1001",
        "event_time, event, BIGINT '1', CAST(NULL AS bigint)    | path_analysis max_steps must be 1 to 1000, found NULL",
        "event_time, event, BIGINT '1', 5, 'begin=view'         | Unknown option 'begin': expected one of collapse, end, reverse, start",
        "event_time, event, BIGINT '1', 5, CAST(NULL AS varchar) | path_analysis options must be a text, found NULL",
        "event_time, event, BIGINT '1', IF(event_time > 3, 5, 6) | path_analysis gap, max_steps and options must not change within a group",
        "event_time, event, INTERVAL '1' DAY, 5                 | .*Unexpected parameters \\(integer, varchar\\(4\\), interval day to second, integer\\) for function path_analysis.*"})
    void refuses(String arguments, String message)
    {
        assertQueryFails("SELECT path_analysis(%s) FROM %s".formatted(arguments, SHOP), message);
    }

    @Test
    void edgesCarryTheirStep()
    {
        assertThat(query("""
                SELECT step, source, target, event_source, event_target
                FROM UNNEST(path_edges(ARRAY[ARRAY['view', 'cart', 'view'], ARRAY['view', '…']]))
                """)).matches("""
                VALUES
                    (1, VARCHAR '1 · view', VARCHAR '2 · cart', VARCHAR 'view', VARCHAR 'cart'),
                    (2, '2 · cart', '3 · view', 'cart', 'view'),
                    (3, '3 · view', '4 · (exit)', 'view', '(exit)'),
                    (1, '1 · view', '2 · …', 'view', '…')
                """);
    }

    @Test
    void edgesOfPathsOfUsersAddUp()
    {
        assertThat(query("""
                SELECT source, target, count(*)
                FROM (SELECT path_analysis(event_time, event, BIGINT '10', 5) AS paths FROM %s GROUP BY user_id)
                CROSS JOIN UNNEST(path_edges(paths)) AS e(step, source, target, event_source, event_target)
                GROUP BY 1, 2
                """.formatted(SHOP))).matches("""
                VALUES
                    (VARCHAR '1 · view', VARCHAR '2 · cart', BIGINT '1'),
                    ('2 · cart', '3 · pay', 1),
                    ('3 · pay', '4 · (exit)', 1),
                    ('1 · view', '2 · (exit)', 1),
                    ('1 · cart', '2 · (exit)', 1)
                """);
    }

    @Test
    void noPathsHaveNoEdges()
    {
        assertThat(
                query("SELECT cardinality(path_edges(CAST(ARRAY[] AS array(array(varchar))))), path_edges(NULL) IS NULL, cardinality(path_edges(ARRAY[NULL, ARRAY['a', NULL]]))"))
                .matches("VALUES (BIGINT '0', true, BIGINT '1')");
    }
}
