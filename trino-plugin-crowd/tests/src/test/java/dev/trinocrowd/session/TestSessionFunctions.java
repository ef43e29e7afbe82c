package dev.trinocrowd.session;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestSessionFunctions
        extends AbstractTestQueryFramework
{
    private static final String VISITS = "(VALUES (1, BIGINT '0'), (1, 5), (1, 11), (2, 3), (1, NULL)) t(user_id, event_time)";

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void aSessionEndsAfterAPauseLongerThanTheGap()
    {
        assertThat(query("SELECT user_id, sessions(event_time, BIGINT '5') FROM %s GROUP BY user_id".formatted(VISITS)))
                .matches("""
                        SELECT user_id, CAST(s AS array(row(started_at bigint, ended_at bigint, events bigint)))
                        FROM (VALUES (1, ARRAY[(0, 5, 2), (11, 11, 1)]), (2, ARRAY[(3, 3, 1)])) u(user_id, s)""");
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp(0), timestamp(6)", "timestamp(3), timestamp(6)", "timestamp(6), timestamp(6)", "timestamp(9), timestamp(6)", "timestamp(12), timestamp(6)",
        "date, timestamp(6)",
        "timestamp(0) with time zone, timestamp(6) with time zone", "timestamp(3) with time zone, timestamp(6) with time zone",
        "timestamp(6) with time zone, timestamp(6) with time zone", "timestamp(12) with time zone, timestamp(6) with time zone"})
    void takesTimesOfEveryType(String type, String result)
    {
        String time = "CAST(t || '%s' AS %s)".formatted(type.equals("date") ? "" : type.endsWith("zone") ? " 00:00:00 UTC" : " 00:00:00", type);
        String days = "(VALUES '2024-03-05', '2024-02-28', '2024-03-01') u(t)";
        assertThat(query("SELECT started_at, ended_at, events FROM (SELECT sessions(%s, INTERVAL '2' DAY) s FROM %s) CROSS JOIN UNNEST(s) v(started_at, ended_at, events)"
                .formatted(time, days)))
                .matches("""
                        SELECT CAST(a || '%1$s' AS %2$s), CAST(b || '%1$s' AS %2$s), CAST(n AS bigint)
                        FROM (VALUES ('2024-02-28', '2024-03-01', 2), ('2024-03-05', '2024-03-05', 1)) v(a, b, n)
                        """.formatted(result.endsWith("zone") ? " 00:00:00 UTC" : " 00:00:00", result));
        assertThat(query("SELECT t, session_number(%1$s, INTERVAL '2' DAY) OVER (ORDER BY %1$s) FROM %2$s".formatted(time, days)))
                .matches("VALUES ('2024-02-28', BIGINT '1'), ('2024-03-01', 1), ('2024-03-05', 2)");
    }

    @Test
    void microsecondsAndTimesBefore1970Survive()
    {
        assertThat(query("SELECT sessions(t, INTERVAL '1' SECOND)[1].started_at FROM (VALUES TIMESTAMP '1969-12-31 23:59:59.000001 UTC') u(t)"))
                .matches("VALUES TIMESTAMP '1969-12-31 23:59:59.000001 UTC'");
    }

    @Test
    void numbersSessionsWithinAPartition()
    {
        assertThat(query("SELECT user_id, event_time, session_number(event_time, BIGINT '5') OVER (PARTITION BY user_id ORDER BY event_time) FROM %s".formatted(VISITS)))
                .matches("VALUES (1, BIGINT '0', BIGINT '1'), (1, 5, 1), (1, 11, 2), (2, 3, 1), (1, NULL, NULL)");
    }

    @Test
    void theFrameOfTheWindowDoesNotMatter()
    {
        assertThat(
                query("SELECT event_time, session_number(event_time, 5) OVER (ORDER BY event_time NULLS FIRST ROWS BETWEEN CURRENT ROW AND CURRENT ROW) FROM %s WHERE user_id = 1"
                        .formatted(VISITS)))
                .matches("VALUES (BIGINT '0', BIGINT '1'), (5, 1), (11, 2), (NULL, NULL)");
    }

    @Test
    void bothFunctionsSeeTheSameSessions()
    {
        assertThat(query("""
                SELECT user_id, row_number() OVER (PARTITION BY user_id ORDER BY started_at), started_at, ended_at, events
                FROM (SELECT user_id, sessions(event_time, INTERVAL '30' MINUTE) s FROM shop.tiny.events GROUP BY user_id)
                CROSS JOIN UNNEST(s) u(started_at, ended_at, events)
                """)).matches("""
                SELECT user_id, session, min(event_time), max(event_time), count(*)
                FROM (SELECT *, session_number(event_time, INTERVAL '30' MINUTE) OVER (PARTITION BY user_id ORDER BY event_time) session FROM shop.tiny.events)
                GROUP BY user_id, session
                """);
    }

    /// Visits of the shop are at least 45 minutes apart, and every one has an id of its own.
    @Test
    void findsTheVisitsOfTheShop()
    {
        assertThat(query(
                "SELECT count(*), sum(events) FROM (SELECT sessions(event_time, INTERVAL '44' MINUTE) s FROM shop.tiny.events GROUP BY user_id) CROSS JOIN UNNEST(s) u(a, b, events)"))
                .matches("SELECT count(DISTINCT (user_id, session_id)), count(*) FROM shop.tiny.events");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ORDER BY event_time DESC", "ORDER BY user_id"})
    void refusesRowsThatAreNotInTheOrderOfTime(String order)
    {
        assertQueryFails(
                "SELECT session_number(event_time, 5) OVER (%s) FROM (VALUES (1, BIGINT '7'), (1, 3), (1, 9), (1, 1)) t(user_id, event_time)".formatted(order),
                "session_number must see its rows in the order of time, found an earlier time after a later one: write OVER \\(… ORDER BY event_time\\)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sessions(event_time, BIGINT '0')                                                          | sessions gap must be positive, found 0",
        "sessions(event_time, CAST(NULL AS bigint))                                                | sessions gap must be positive, found NULL",
        "sessions(event_time, 5 + event_time % 2)                                                  | sessions gap must not change within a group, found 5 and 6",
        "session_number(event_time, BIGINT '-1') OVER (ORDER BY event_time)                        | session_number gap must be positive, found -1",
        "session_number(event_time, CAST(NULL AS bigint)) OVER (ORDER BY event_time)               | session_number gap must be positive, found NULL",
        "session_number(event_time, 5 + event_time % 2) OVER (ORDER BY event_time)                 | session_number gap must not change within a partition, found 5 and 6",
        "session_number(TIMESTAMP '2024-01-01', INTERVAL '-1' SECOND) OVER (ORDER BY event_time)   | session_number gap must be positive, found INTERVAL '-1' SECOND"})
    void refuses(String call, String message)
    {
        assertQueryFails("SELECT %s FROM %s".formatted(call, VISITS), message);
    }
}
