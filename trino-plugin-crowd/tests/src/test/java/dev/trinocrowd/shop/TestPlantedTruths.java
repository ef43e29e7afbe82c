package dev.trinocrowd.shop;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Analyses in plain SQL over the events find what the table truths says was planted: every number, exactly.
final class TestPlantedTruths
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void funnel()
    {
        assertFinds("funnel", "WHERE item NOT LIKE '%planned%'", """
                SELECT item, CAST(count(DISTINCT user_id) AS double)
                FROM (
                    SELECT v.user_id, 'step 1 · view' AS item FROM shop.tiny.events v WHERE event = 'view'
                    UNION ALL
                    SELECT v.user_id, 'step 2 · add_to_cart' FROM shop.tiny.events v
                        JOIN shop.tiny.events c ON c.user_id = v.user_id AND c.event_time > v.event_time AND c.event_time <= v.event_time + INTERVAL '7' DAY
                        WHERE v.event = 'view' AND c.event = 'add_to_cart'
                    UNION ALL
                    SELECT v.user_id, 'step 3 · order' FROM shop.tiny.events v
                        JOIN shop.tiny.events c ON c.user_id = v.user_id AND c.event_time > v.event_time
                        JOIN shop.tiny.events o ON o.user_id = v.user_id AND o.event_time > c.event_time AND o.event_time <= v.event_time + INTERVAL '7' DAY
                        WHERE v.event = 'view' AND c.event = 'add_to_cart' AND o.event = 'order'
                    UNION ALL
                    SELECT v.user_id, 'step 4 · pay' FROM shop.tiny.events v
                        JOIN shop.tiny.events c ON c.user_id = v.user_id AND c.event_time > v.event_time
                        JOIN shop.tiny.events o ON o.user_id = v.user_id AND o.event_time > c.event_time
                        JOIN shop.tiny.events p ON p.user_id = v.user_id AND p.event_time > o.event_time AND p.event_time <= v.event_time + INTERVAL '7' DAY
                        WHERE v.event = 'view' AND c.event = 'add_to_cart' AND o.event = 'order' AND p.event = 'pay')
                GROUP BY item""");
    }

    @Test
    void noEventGoesBeyondThePlannedDepth()
    {
        assertFinds("funnel", "WHERE item NOT LIKE '%planned%'", """
                SELECT item, CAST(count(DISTINCT user_id) AS double)
                FROM shop.tiny.events
                JOIN (VALUES
                    ('view', 'step 1 · view'),
                    ('add_to_cart', 'step 2 · add_to_cart'),
                    ('order', 'step 3 · order'),
                    ('pay', 'step 4 · pay')) AS steps(event, item) USING (event)
                GROUP BY item""");
    }

    @Test
    void retention()
    {
        assertFinds("retention", "WHERE item NOT LIKE '%planned%'", """
                WITH cohort AS (
                    SELECT user_id, CAST(min(event_time) AS date) AS registered
                    FROM shop.tiny.events
                    GROUP BY user_id
                    HAVING min(event_time) <= TIMESTAMP '2026-01-01 00:00' - INTERVAL '31' DAY),
                retained AS (
                    SELECT day, count(DISTINCT user_id) AS users
                    FROM cohort
                    JOIN shop.tiny.events USING (user_id)
                    CROSS JOIN UNNEST(ARRAY[1, 7, 30]) AS days(day)
                    WHERE CAST(event_time AS date) = date_add('day', day, registered)
                    GROUP BY day)
                SELECT 'cohort users', CAST(count(*) AS double) FROM cohort
                UNION ALL
                SELECT format('day %s users', day), CAST(users AS double) FROM retained
                UNION ALL
                SELECT format('day %s rate', day), CAST(users AS double) / (SELECT count(*) FROM cohort) FROM retained""");
    }

    @Test
    void lifecycle()
    {
        assertFinds("lifecycle", "WHERE item NOT LIKE '%planned%'", """
                WITH users AS (
                    SELECT
                        user_id,
                        TIMESTAMP '2026-01-01 00:00' - max(event_time) AS since_last,
                        TIMESTAMP '2026-01-01 00:00' - min(event_time) AS age,
                        count(DISTINCT CAST(event_time AS date)) AS activity
                    FROM shop.tiny.events
                    GROUP BY user_id),
                stages AS (
                    SELECT CASE
                        WHEN since_last > INTERVAL '90' DAY THEN 'lost'
                        WHEN since_last > INTERVAL '30' DAY THEN 'silent'
                        WHEN age <= INTERVAL '30' DAY THEN 'novice'
                        WHEN activity >= 10 THEN 'loyal'
                        ELSE 'growing' END AS stage
                    FROM users)
                SELECT stage, CAST(count(*) AS double) FROM stages GROUP BY stage""");
    }

    @Test
    void campaigns()
    {
        assertFinds("campaign", "WHERE item LIKE '%· users' OR item LIKE '%· converted'", """
                WITH assigned AS (
                    SELECT
                        campaign || ' · ' || arm AS name,
                        EXISTS (
                            SELECT 1 FROM shop.tiny.events e
                            WHERE e.user_id = p.user_id AND e.event = 'pay' AND e.event_time BETWEEN p.assigned_at AND p.assigned_at + INTERVAL '48' HOUR) AS converted
                    FROM shop.tiny.pushes p)
                SELECT name || ' · users', CAST(count(*) AS double) FROM assigned GROUP BY name
                UNION ALL
                SELECT name || ' · converted', CAST(count_if(converted) AS double) FROM assigned GROUP BY name""");
    }

    @Test
    void campaignEffectsLieInTheirIntervals()
    {
        assertThat(query("""
                WITH arms AS (
                    SELECT campaign, arm, count(*) AS users, count_if(converted) AS converted
                    FROM (
                        SELECT p.campaign, p.arm, count(o.order_id) > 0 AS converted
                        FROM shop.sf1.pushes p
                        LEFT JOIN shop.sf1.orders o ON o.user_id = p.user_id AND o.paid_at BETWEEN p.assigned_at AND p.assigned_at + INTERVAL '48' HOUR
                        GROUP BY p.campaign, p.arm, p.user_id)
                    GROUP BY campaign, arm),
                effects AS (
                    SELECT t.campaign, t.arm, uplift(t.users, t.converted, c.users, c.converted) AS effect
                    FROM arms t JOIN arms c ON c.campaign = t.campaign AND c.arm = 'control'
                    WHERE t.arm <> 'control'),
                rates AS (
                    SELECT split_part(item, ' · ', 1) AS campaign, split_part(item, ' · ', 2) AS arm, value AS rate
                    FROM shop.sf1.truths
                    WHERE analysis = 'campaign' AND item LIKE '%· planned rate')
                SELECT e.campaign, e.arm, t.rate - c.rate BETWEEN e.effect.low AND e.effect.high, e.effect.p_value < 0.001
                FROM effects e
                JOIN rates t ON t.campaign = e.campaign AND t.arm = e.arm
                JOIN rates c ON c.campaign = e.campaign AND c.arm = 'control'""")).matches("""
                VALUES
                    (VARCHAR '3.8', VARCHAR 'treatment', true, true),
                    ('618', 'coupon', true, true),
                    ('618', 'message', true, true),
                    ('back to school', 'treatment', true, false),
                    ('9.9', 'treatment', true, true),
                    ('11.11', 'treatment', true, true),
                    ('12.12', 'treatment', true, true)""");
    }

    @Test
    void onlyTheBrokenSplitIsFoundBroken()
    {
        assertThat(query("""
                SELECT campaign
                FROM (
                    SELECT split_part(item, ' · ', 1) AS campaign,
                        array_agg(CAST(value AS bigint) ORDER BY item) FILTER (WHERE item LIKE '%· users') AS counts,
                        array_agg(value ORDER BY item) FILTER (WHERE item LIKE '%· designed share') AS weights
                    FROM shop.sf1.truths
                    WHERE analysis = 'campaign'
                    GROUP BY 1)
                WHERE sample_ratio_p(counts, weights) < 0.001""")).matches("VALUES VARCHAR '9.9'");
    }

    @Test
    void responses()
    {
        assertFinds("response", "WHERE item NOT LIKE '%planned%'", """
                WITH dealt AS (
                    SELECT user_id, 'second touch' AS campaign,
                        element_at(ARRAY['control', 'touched'], crowd_split(user_id, 'second touch', ARRAY[50, 50])) AS arm
                    FROM (SELECT DISTINCT user_id FROM shop.tiny.orders)
                    UNION ALL
                    SELECT user_id, 'price cut',
                        element_at(ARRAY['control', 'message', 'coupon'], crowd_split(user_id, 'price cut', ARRAY[20, 40, 40]))
                    FROM shop.tiny.users),
                arms AS (
                    SELECT campaign || ' · ' || arm AS name, count(*) AS users, count(r.ordered_at) AS converted
                    FROM dealt LEFT JOIN shop.tiny.responses AS r USING (campaign, user_id)
                    GROUP BY 1)
                SELECT name || ' · users', CAST(users AS double) FROM arms
                UNION ALL
                SELECT name || ' · converted', CAST(converted AS double) FROM arms""");
    }

    @Test
    void responsesComeInTimeAndOnceForEachCustomer()
    {
        assertThat(query("SELECT count(*) FROM shop.tiny.responses")).matches("SELECT count(DISTINCT (campaign, user_id)) FROM shop.tiny.responses");
        assertSame(
                """
                        SELECT user_id, campaign
                        FROM shop.tiny.responses AS r
                        LEFT JOIN (SELECT user_id, min(created_at) AS first_order FROM shop.tiny.orders GROUP BY user_id) AS o USING (user_id)
                        WHERE r.ordered_at > IF(r.campaign = 'price cut', TIMESTAMP '2026-01-01 00:00', o.first_order + INTERVAL '20' HOUR)
                            AND r.paid_at < IF(r.campaign = 'price cut', TIMESTAMP '2026-01-16 00:00', o.first_order + INTERVAL '68' HOUR)
                            AND r.paid_at BETWEEN r.ordered_at + INTERVAL '1' MINUTE AND r.ordered_at + INTERVAL '30' MINUTE
                            AND r.amount > 0""",
                "SELECT user_id, campaign FROM shop.tiny.responses");
    }

    @Test
    void plannedEffectsOfOpenCampaignsLieInTheirIntervals()
    {
        assertThat(query("""
                WITH arms AS (
                    SELECT split_part(item, ' · ', 1) AS campaign, split_part(item, ' · ', 2) AS arm,
                        max(CAST(value AS bigint)) FILTER (WHERE item LIKE '%· users') AS users,
                        max(CAST(value AS bigint)) FILTER (WHERE item LIKE '%· converted') AS converted,
                        max(value) FILTER (WHERE item LIKE '%· planned rate') AS rate
                    FROM shop.sf1.truths
                    WHERE analysis = 'response'
                    GROUP BY 1, 2)
                SELECT campaign, arm, round(planned, 4), planned BETWEEN effect.low AND effect.high, effect.p_value < 0.001
                FROM (
                    SELECT campaign, t.arm, t.rate - c.rate AS planned, uplift(t.users, t.converted, c.users, c.converted) AS effect
                    FROM arms AS t JOIN arms AS c USING (campaign)
                    WHERE t.arm <> 'control' AND c.arm = 'control')""")).matches("""
                VALUES
                    (VARCHAR 'second touch', VARCHAR 'touched', 7e-2, true, true),
                    ('price cut', 'message', 3e-2, true, true),
                    ('price cut', 'coupon', 11e-2, true, true)""");
    }

    @Test
    void responsesDependOnNothingButTheArm()
    {
        // Customers of all sorts are moved alike: in none of the groups is the share further off than four standard errors.
        assertThat(query("""
                SELECT CAST(max(abs(converted - users * rate) / sqrt(users * rate * (1 - rate))) AS double) < 4, count(*)
                FROM (
                    SELECT arm, gender, member_level, count(*) AS users, count(r.ordered_at) AS converted,
                        element_at(ARRAY[0.10e0, 0.13e0, 0.21e0], arm) AS rate
                    FROM (SELECT *, 'price cut' AS campaign, crowd_split(user_id, 'price cut', ARRAY[20, 40, 40]) AS arm FROM shop.sf1.users)
                    LEFT JOIN shop.sf1.responses AS r USING (campaign, user_id)
                    WHERE member_level <> 'platinum'
                    GROUP BY arm, gender, member_level)""")).matches("VALUES (true, BIGINT '27')");
    }

    @Test
    void users()
    {
        assertFinds("users", "", "SELECT 'users', CAST(count(*) AS double) FROM shop.tiny.users");
        assertThat(query("SELECT min(user_id), max(user_id), count(DISTINCT user_id) FROM shop.tiny.events")).matches("VALUES (BIGINT '1', BIGINT '2000', BIGINT '2000')");
    }

    @Test
    void ordersAgreeWithTheEvents()
    {
        assertSame(
                """
                        SELECT order_id, user_id, created_at, paid_at, cancelled_at, received_at, refunded_at, amount, coupon_id, platform
                        FROM shop.tiny.orders""",
                """
                        SELECT order_id, user_id,
                            min(event_time) FILTER (WHERE event = 'order'),
                            min(event_time) FILTER (WHERE event = 'pay'),
                            min(event_time) FILTER (WHERE event = 'cancel'),
                            min(event_time) FILTER (WHERE event = 'confirm_receipt'),
                            min(event_time) FILTER (WHERE event = 'refund'),
                            min(amount), min(coupon_id), min(platform) FILTER (WHERE event = 'order')
                        FROM shop.tiny.events
                        WHERE order_id IS NOT NULL
                        GROUP BY order_id, user_id""");
        assertThat(query("SELECT count(*) FROM shop.tiny.orders")).matches("SELECT count(*) FROM shop.tiny.events WHERE event = 'order'");
        assertThat(query("SELECT count(paid_at) FROM shop.tiny.orders")).matches("SELECT count(*) FROM shop.tiny.events WHERE event = 'pay'");
    }

    @Test
    void amountsAddUpToTheCent()
    {
        assertSame(
                "SELECT order_id, CAST(amount + discount AS decimal(38, 2)) FROM shop.tiny.orders",
                "SELECT order_id, CAST(sum(price * quantity) AS decimal(38, 2)) FROM shop.tiny.order_items GROUP BY order_id");
    }

    @Test
    void couponsAgreeWithTheOrders()
    {
        assertSame(
                "SELECT coupon_id, user_id, order_id, created_at, discount FROM shop.tiny.orders WHERE coupon_id IS NOT NULL",
                "SELECT coupon_id, user_id, order_id, used_at, face_value FROM shop.tiny.coupons WHERE used_at IS NOT NULL");
    }

    @Test
    void devicesAgreeWithTheEvents()
    {
        assertSame(
                "SELECT device_id, user_id, platform, first_seen_at, last_seen_at FROM shop.tiny.devices",
                "SELECT device_id, user_id, platform, min(event_time), max(event_time) FROM shop.tiny.events GROUP BY device_id, user_id, platform");
    }

    @Test
    void registrationsAreTheFirstEvents()
    {
        assertSame(
                "SELECT user_id, registered_at, CAST('log_in' AS varchar) FROM shop.tiny.users",
                "SELECT user_id, min(event_time), min_by(event, event_time) FROM shop.tiny.events GROUP BY user_id");
    }

    @Test
    void promotionsStandOut()
    {
        assertThat(query("""
                SELECT CAST(event_time AS date)
                FROM shop.sf1.events
                WHERE event = 'pay'
                GROUP BY 1
                ORDER BY count(*) DESC
                LIMIT 4"""))
                .matches("VALUES DATE '2025-11-11', DATE '2025-12-12', DATE '2025-09-09', DATE '2025-06-18'");
    }

    private void assertFinds(String analysis, String items, String sql)
    {
        assertSame(
                "SELECT item, value FROM (SELECT * FROM shop.tiny.truths WHERE analysis = '%s') %s".formatted(analysis, items),
                "SELECT CAST(item AS varchar), value FROM (%s) AS found(item, value)".formatted(sql));
    }

    /// Both give the same rows, and some.
    private void assertSame(String left, String right)
    {
        assertThat(query(left)).matches(right);
        assertThat(computeActual(left).getRowCount()).isPositive();
    }
}
