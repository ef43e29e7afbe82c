package dev.trinocrowd.sequence;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestNextEventFunction
        extends AbstractTestQueryFramework
{
    private static final String SHOP = "(VALUES (0, 'view'), (5, 'cart'), (9, 'pay'), (99, 'cart'), (199, 'log out')) t(event_time, event)";

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "NULL", delimiter = '|', value = {
        "cart    | NULL                               | pay",
        "cart    | direction=forward                  | pay",
        "cart    | anchor=last                        | log out",
        "cart    | direction=backward                 | view",
        "cart    | direction=backward; anchor=last    | pay",
        "cart    | anchor=head                        | NULL",
        "view    | anchor=head                        | cart",
        "log out | direction=backward; anchor=tail    | cart",
        "cart    | direction=backward; anchor=tail    | NULL",
        "log out | NULL                               | NULL",
        "view    | direction=backward                 | NULL",
        "none    | NULL                               | NULL"})
    void givesTheEventBesideAnAnchor(String anchor, String options, String expected)
    {
        assertThat(query("SELECT next_event(event_time, event, event = '%s'%s) FROM %s".formatted(anchor, options == null ? "" : ", '%s'".formatted(options), SHOP)))
                .matches("VALUES CAST(%s AS varchar)".formatted(expected == null ? "NULL" : "'%s'".formatted(expected)));
    }

    @Test
    void eventsOfOneTimeStandInTheOrderOfTheBytesOfTheirValues()
    {
        assertThat(query("SELECT next_event(1, event, event = 'b'), next_event(1, event, event = 'b', 'direction=backward') FROM (VALUES 'c', 'b', 'a') t(event)"))
                .matches("VALUES (VARCHAR 'c', VARCHAR 'a')");
        assertThat(query("SELECT next_event(1, 'same', anchor), next_event(1, 'same', anchor, 'direction=backward') FROM (VALUES false, true) t(anchor)"))
                .matches("VALUES (VARCHAR 'same', CAST(NULL AS varchar))");
    }

    @Test
    void aNullTimeOrValueSkipsTheRowAndANullAnchorIsNone()
    {
        assertThat(query(
                "SELECT next_event(event_time, event, anchor) FROM (VALUES (1, 'a', NULL), (NULL, 'b', true), (2, NULL, true), (3, 'c', true), (4, NULL, false), (5, 'd', false)) t(event_time, event, anchor)"))
                .matches("VALUES VARCHAR 'd'");
        assertThat(query("SELECT next_event(event_time, event, true) FROM %s WHERE false".formatted(SHOP))).matches("VALUES CAST(NULL AS varchar)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"date", "timestamp(0)", "timestamp(6)", "timestamp(12)", "timestamp(3) with time zone", "timestamp(12) with time zone"})
    void takesTimesOfEveryType(String type)
    {
        assertThat(query(
                "SELECT next_event(CAST(CAST(day AS date) AS %s), event, event = 'a'), next_event(CAST(CAST(day AS date) AS %s), event, event = 'b', 'direction=backward') FROM (VALUES ('2024-03-01', 'b'), ('2024-02-28', 'a')) t(day, event)"
                        .formatted(type, type)))
                .matches("VALUES (VARCHAR 'b', VARCHAR 'a')");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "'way=forward'                  | Unknown option 'way': expected one of anchor, direction",
        "'direction=up'                 | Option 'direction' must be forward or backward, found 'up'",
        "'anchor=FIRST'                 | Option 'anchor' must be first, last, head or tail, found 'FIRST'",
        "'anchor=tail'                  | Nothing follows the last event: anchor=tail needs direction=backward",
        "'direction=backward; anchor=head' | Nothing precedes the first event: anchor=head needs direction=forward",
        "CAST(NULL AS varchar)          | next_event options must be a text, found NULL",
        "IF(event_time > 5, '', 'anchor=last') | next_event options must not change within a group"})
    void refuses(String options, String message)
    {
        assertThat(query("SELECT next_event(event_time, event, true, %s) FROM %s".formatted(options, SHOP))).failure().hasMessage(message);
    }
}
