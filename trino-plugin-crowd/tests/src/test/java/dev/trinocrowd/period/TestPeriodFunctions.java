package dev.trinocrowd.period;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestPeriodFunctions
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @ParameterizedTest
    @CsvSource({"hour, 475154, 2024-03-16 02:00", "day, 19798, 2024-03-16", "week, 2828, 2024-03-11", "month, 650, 2024-03-01", "quarter, 216, 2024-01-01", "year, 54, 2024-01-01"})
    void numbersThePeriodsOfAZone(String unit, long number, String start)
    {
        assertThat(query("SELECT period_number(TIMESTAMP '2024-03-15 18:30:00', '%s', 'Asia/Shanghai')".formatted(unit))).matches("VALUES BIGINT '%s'".formatted(number));
        assertThat(query("SELECT period_start(%s, '%2$s'), period_start(%1$s, '%2$s', 'Asia/Shanghai')".formatted(number, unit)))
                .matches("VALUES (CAST(TIMESTAMP '%1$s' AS timestamp(6)), CAST(TIMESTAMP '%1$s' AS timestamp(6)))".formatted(start));
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp(0)", "timestamp(3)", "timestamp(6)", "timestamp(9)", "timestamp(12)"})
    void aTimestampMeansUtc(String type)
    {
        String time = "CAST(TIMESTAMP '2024-03-15 22:30:00' AS %s)".formatted(type);
        assertThat(query("SELECT period_number(%1$s, 'day'), period_number(%1$s, 'day', 'Europe/Berlin'), period_number(%1$s, 'day', 'Asia/Tokyo')".formatted(time)))
                .matches("VALUES (BIGINT '19797', BIGINT '19797', BIGINT '19798')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp(0) with time zone", "timestamp(3) with time zone", "timestamp(6) with time zone", "timestamp(12) with time zone"})
    void aTimestampWithTimeZoneIsAnInstantWhateverZoneItCarries(String type)
    {
        String time = "CAST(TIMESTAMP '2024-03-16 01:30:00 Asia/Tokyo' AS %s)".formatted(type);
        assertThat(query("SELECT period_number(%1$s, 'day'), period_number(%1$s, 'day', 'Asia/Tokyo')".formatted(time))).matches("VALUES (BIGINT '19797', BIGINT '19798')");
    }

    @Test
    void aDateIsADayOfTheCalendarWhateverTheZone()
    {
        assertThat(query("SELECT period_number(DATE '2024-03-16', 'day'), period_number(DATE '2024-03-16', 'day', 'America/New_York'), period_number(DATE '2024-03-16', 'month')"))
                .matches("VALUES (BIGINT '19798', BIGINT '19798', BIGINT '650')");
    }

    @Test
    void numbersHavePeriodsOfALength()
    {
        assertThat(query("SELECT period_number(BIGINT '-1', BIGINT '10'), period_number(BIGINT '29', BIGINT '10'), period_start(BIGINT '-1', BIGINT '10')"))
                .matches("VALUES (BIGINT '-1', BIGINT '2', BIGINT '-10')");
    }

    @Test
    void agreesWithDateTrunc()
    {
        for (String unit : new String[] {"hour", "day", "week", "month", "quarter", "year"}) {
            assertThat(
                    query("""
                            SELECT count_if(period_start(period_number(t, '%1$s'), '%1$s') <> date_trunc('%1$s', t)), count(DISTINCT period_number(t, '%1$s')) = count(DISTINCT date_trunc('%1$s', t))
                            FROM (SELECT TIMESTAMP '1950-01-01 00:00:00' + n * INTERVAL '7919' MINUTE AS t FROM UNNEST(sequence(1, 9999)) u(n))
                            """
                            .formatted(unit)))
                    .matches("VALUES (BIGINT '0', true)");
        }
    }

    @Test
    void unitAndZoneMayComeFromColumns()
    {
        assertThat(query("""
                SELECT period_number(TIMESTAMP '2024-03-15 18:30:00', unit, zone)
                FROM (VALUES ('day', 'Asia/Tokyo'), ('day', 'UTC'), ('week', 'UTC'), (NULL, 'UTC'), ('day', NULL)) t(unit, zone)
                """)).matches("VALUES BIGINT '19798', 19797, 2828, NULL, NULL");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "period_number(TIMESTAMP '2024-01-01', 'days')              | period_number unit must be one of hour, day, week, month, quarter, year, found 'days'",
        "period_number(TIMESTAMP '2024-01-01', 'day', 'Asia/Shangai') | Unknown time zone 'Asia/Shangai': expected a name such as Asia/Shanghai, .*, or an offset such as \\+02:00",
        "period_number(DATE '2024-01-01', 'day', '')                | Unknown time zone '': expected a name such as .*",
        "period_number(DATE '2024-01-01', 'hour')                   | period_number unit of a date must be one of day, week, month, quarter, year, found 'hour'",
        "period_number(BIGINT '5', BIGINT '0')                      | period_number length must be positive, found 0",
        "period_start(5, 'moon')                                    | period_start unit must be one of hour, day, week, month, quarter, year, found 'moon'",
        "period_start(5, 'day', 'Mars')                             | Unknown time zone 'Mars': .*",
        "period_start(9223372036854775807, 'day')                   | A day must begin at a time that fits microseconds since 1970 in 64 bits, found number 9223372036854775807"})
    void refuses(String call, String message)
    {
        assertQueryFails("SELECT " + call, message);
    }

    @Test
    void activePeriodsAreDaysInUtcByDefault()
    {
        assertThat(query(
                "SELECT bitmap_to_array(active_periods(t)) FROM (VALUES TIMESTAMP '1970-01-01 23:59:59', TIMESTAMP '1970-01-03 00:00:00', NULL, TIMESTAMP '1970-01-03 12:00:00') u(t)"))
                .matches("VALUES ARRAY[BIGINT '0', BIGINT '2']");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hour", "day", "week", "month", "quarter", "year"})
    void activePeriodsAreTheNumbersOfPeriods(String unit)
    {
        assertThat(query("""
                SELECT user_id, bitmap_to_array(active_periods(event_time, '%1$s')), bitmap_to_array(active_periods(event_time, '%1$s', 'America/New_York'))
                FROM shop.tiny.events GROUP BY user_id
                """.formatted(unit)))
                .matches(
                        """
                                SELECT user_id, array_sort(array_agg(DISTINCT period_number(event_time, '%1$s'))), array_sort(array_agg(DISTINCT period_number(event_time, '%1$s', 'America/New_York')))
                                FROM shop.tiny.events GROUP BY user_id
                                """
                                .formatted(unit));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "date",
        "timestamp(0)", "timestamp(3)", "timestamp(6)", "timestamp(9)", "timestamp(12)",
        "timestamp(0) with time zone", "timestamp(3) with time zone", "timestamp(6) with time zone", "timestamp(12) with time zone"})
    void takesTimesOfEveryType(String type)
    {
        String midnight = type.equals("date") ? "" : type.endsWith("zone") ? " 00:00:00 UTC" : " 00:00:00";
        String time = "CAST(t || '%s' AS %s)".formatted(midnight, type);
        String anchor = "CAST('2024-03-02%s' AS %s)".formatted(midnight, type);
        assertThat(query("""
                SELECT
                    bitmap_to_array(active_periods(%1$s)), bitmap_to_array(active_periods(%1$s, 'month')), bitmap_to_array(active_periods(%1$s, 'week', 'UTC')),
                    bitmap_to_array(active_periods(%1$s, 'day', %2$s)), bitmap_to_array(active_periods(%1$s, 'month', %2$s))
                FROM (VALUES '2024-03-01', '2024-03-02', '2024-04-05') u(t)
                """.formatted(time, anchor)))
                .matches("VALUES (ARRAY[BIGINT '19783', 19784, 19818], ARRAY[BIGINT '650', 651], ARRAY[BIGINT '2826', 2831], ARRAY[BIGINT '0', 34], ARRAY[BIGINT '0', 1])");
    }

    @Test
    void anAnchorCountsWholePeriodsFromItself()
    {
        assertThat(query("""
                SELECT bitmap_to_array(active_periods(t, 'day', a)), bitmap_to_array(active_periods(t, 'hour', a)), bitmap_to_array(active_periods(t, 'week', a))
                FROM (VALUES
                    (TIMESTAMP '2024-03-01 17:59:59', TIMESTAMP '2024-03-01 18:00:00'),
                    (TIMESTAMP '2024-03-01 18:00:00', TIMESTAMP '2024-03-01 18:00:00'),
                    (TIMESTAMP '2024-03-02 17:59:59', TIMESTAMP '2024-03-01 18:00:00'),
                    (TIMESTAMP '2024-03-02 18:00:00', TIMESTAMP '2024-03-01 18:00:00')) u(t, a)
                """)).matches("VALUES (ARRAY[BIGINT '0', 1], ARRAY[BIGINT '0', 23, 24], ARRAY[BIGINT '0'])");
        assertThat(query(
                "SELECT bitmap_to_array(active_periods(t, BIGINT '10')), bitmap_to_array(active_periods(t, BIGINT '10', BIGINT '15')) FROM (VALUES BIGINT '3', 16, 25, 44) u(t)"))
                .matches("VALUES (ARRAY[BIGINT '0', 1, 2, 4], ARRAY[BIGINT '0', 1, 2])");
    }

    @Test
    void withoutAnEventTheSetIsEmpty()
    {
        assertThat(query("SELECT bitmap_count(active_periods(t)), bitmap_count(active_periods(t, 'week')) FROM (VALUES TIMESTAMP '2024-03-01') u(t) WHERE false"))
                .matches("VALUES (BIGINT '0', BIGINT '0')");
        assertThat(
                query("SELECT k, bitmap_count(active_periods(t) FILTER (WHERE k = 1)) FROM (VALUES (1, TIMESTAMP '2024-03-01'), (2, TIMESTAMP '2024-03-01')) u(k, t) GROUP BY k"))
                .matches("VALUES (1, BIGINT '1'), (2, BIGINT '0')");
    }

    @Test
    void windowFramesSeeTheirRowsOnly()
    {
        assertThat(query(
                "SELECT d, bitmap_count(active_periods(d) OVER (ORDER BY d ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)) FROM (VALUES DATE '2024-03-01', DATE '2024-03-02', DATE '2024-03-09') t(d)"))
                .matches("VALUES (DATE '2024-03-01', BIGINT '1'), (DATE '2024-03-02', BIGINT '2'), (DATE '2024-03-09', BIGINT '2')");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "active_periods(TIMESTAMP '1969-12-31 23:00:00')      | active_periods needs periods from 0 on, because a bitmap holds no negative number: found -1, which is before 1970 or negative \\(day in UTC\\)",
        "active_periods(BIGINT '-1', BIGINT '5')              | active_periods needs periods from 0 on, .*: found -1, .*",
        "active_periods(t, 'fortnight')                       | active_periods unit must be one of hour, day, week, month, quarter, year, found 'fortnight'",
        "active_periods(t, CAST(NULL AS varchar))             | active_periods unit must be a text, found NULL",
        "active_periods(t, 'day', 'Mars')                     | Unknown time zone 'Mars': .*",
        "active_periods(t, 'year', t)                         | active_periods unit with an anchor must be one of hour, day, week, month, found 'year'",
        "active_periods(CAST(t AS date), 'hour')              | active_periods unit of a date must be one of day, week, month, quarter, year, found 'hour'",
        "active_periods(BIGINT '3', BIGINT '0')               | active_periods length must be positive, found 0",
        "active_periods(t, unit)                              | active_periods unit, zone or length must not change within a group, found day in UTC and week in UTC"})
    void activePeriodsRefuses(String call, String message)
    {
        assertQueryFails("SELECT %s FROM (VALUES (TIMESTAMP '2024-03-01', 'day'), (TIMESTAMP '2024-03-02', 'week')) u(t, unit)".formatted(call), message);
    }

    @Test
    void hasDescriptions()
    {
        for (String name : new String[] {"period_number", "period_start", "active_periods", "retention_curve", "lifecycle_states", "sessions", "session_number",
            "event_intervals"}) {
            assertThat(computeActual("SHOW FUNCTIONS LIKE '%s'".formatted(name)).getMaterializedRows())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat((String) row.getField(5)).as(name).isNotBlank());
        }
    }
}
