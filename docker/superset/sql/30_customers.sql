-- What the dashboard Customers reads: who the customers are, how their value moved from month to month, and crowds.

-- The last twelve months; ends is when a month was over, or the present.
DROP TABLE IF EXISTS warehouse.dashboards.customers_calendar;

CREATE TABLE warehouse.dashboards.customers_calendar AS
SELECT CAST(month AS date) AS month, least(CAST(date_add('month', 1, month) AS timestamp(6)), CAST(as_of AS timestamp(6))) AS ends
FROM warehouse.dashboards.clock
CROSS JOIN UNNEST(sequence(
    date_add('month', -11, date_trunc('month', date(as_of - INTERVAL '1' SECOND))),
    date_trunc('month', date(as_of - INTERVAL '1' SECOND)),
    INTERVAL '1' MONTH)) AS m (month);

-- One row a customer. The platform is that of the device that was seen last.
DROP TABLE IF EXISTS warehouse.dashboards.customers_people;

CREATE TABLE warehouse.dashboards.customers_people AS
SELECT
    u.user_id,
    u.registered_at,
    u.gender,
    CASE
        WHEN year(as_of) - u.birth_year < 20 THEN 'under 20'
        WHEN year(as_of) - u.birth_year < 30 THEN '20–29'
        WHEN year(as_of) - u.birth_year < 40 THEN '30–39'
        WHEN year(as_of) - u.birth_year < 50 THEN '40–49'
        WHEN year(as_of) - u.birth_year >= 50 THEN '50 and over'
        ELSE 'unknown'
    END AS age,
    u.region,
    u.channel,
    u.member_level,
    u.push_allowed,
    coalesce(d.platform, 'unknown') AS platform
FROM warehouse.dashboards.users u
CROSS JOIN warehouse.dashboards.clock
LEFT JOIN (
    SELECT user_id, max_by(platform, ROW(last_seen_at, device_id)) AS platform
    FROM warehouse.dashboards.devices
    GROUP BY user_id) d ON d.user_id = u.user_id;

-- One row a paid order. amount is what was paid; age_days how long after registration.
DROP TABLE IF EXISTS warehouse.dashboards.customers_orders;

CREATE TABLE warehouse.dashboards.customers_orders AS
SELECT
    o.order_id,
    o.user_id,
    o.paid_at,
    CAST(o.amount AS double) AS amount,
    o.coupon_id IS NOT NULL AS with_coupon,
    p.registered_at,
    to_milliseconds(o.paid_at - p.registered_at) / 86400000e0 AS age_days,
    p.channel,
    p.platform,
    p.member_level
FROM warehouse.dashboards.orders o
JOIN warehouse.dashboards.customers_people p ON p.user_id = o.user_id
WHERE o.paid_at IS NOT NULL;

-- One row a customer: what they paid in all, 0 for who has not bought.
DROP TABLE IF EXISTS warehouse.dashboards.customers_spend;

CREATE TABLE warehouse.dashboards.customers_spend AS
SELECT p.user_id, p.channel, p.platform, p.push_allowed, count(o.order_id) AS orders, coalesce(sum(o.amount), 0e0) AS paid
FROM warehouse.dashboards.customers_people p
LEFT JOIN warehouse.dashboards.customers_orders o ON o.user_id = p.user_id
GROUP BY p.user_id, p.channel, p.platform, p.push_allowed;

-- What customers of a quarter of registration had paid so many days after registering: only those count who registered that long ago.
DROP TABLE IF EXISTS warehouse.dashboards.customers_cohorts;

CREATE TABLE warehouse.dashboards.customers_cohorts AS
WITH people AS (
    SELECT date_trunc('quarter', registered_at) AS quarter, channel, platform, user_id, registered_at, d.days, registered_at + d.days * INTERVAL '1' DAY <= as_of AS observed
    FROM warehouse.dashboards.customers_people
    CROSS JOIN warehouse.dashboards.clock
    CROSS JOIN UNNEST(sequence(30, 360, 30)) AS d (days)),
sizes AS (
    SELECT quarter, channel, platform, days, count(*) AS registered, count_if(observed) AS users
    FROM people
    GROUP BY quarter, channel, platform, days),
sums AS (
    SELECT p.quarter, p.channel, p.platform, p.days, sum(o.amount) AS paid
    FROM people p
    JOIN warehouse.dashboards.customers_orders o ON o.user_id = p.user_id
    WHERE p.observed AND o.age_days < p.days
    GROUP BY p.quarter, p.channel, p.platform, p.days)
SELECT s.*, coalesce(m.paid, 0e0) AS paid, date_add('month', 3, s.quarter) + s.days * INTERVAL '1' DAY <= as_of AS complete
FROM sizes s
CROSS JOIN warehouse.dashboards.clock
LEFT JOIN sums m ON m.quarter = s.quarter AND m.channel = s.channel AND m.platform = s.platform AND m.days = s.days;

-- Days between one day of purchase and the next, by the day of the second one.
DROP TABLE IF EXISTS warehouse.dashboards.customers_intervals;

CREATE TABLE warehouse.dashboards.customers_intervals AS
SELECT b.user_id, g.bought_on, g.gap / 86400000 AS days, b.channel, b.platform, b.member_level
FROM (
    SELECT
        user_id,
        channel,
        platform,
        member_level,
        array_sort(array_distinct(array_agg(date(paid_at)))) AS purchase_days,
        event_intervals(date(paid_at), true, true) AS gaps
    FROM warehouse.dashboards.customers_orders
    GROUP BY user_id, channel, platform, member_level) b
CROSS JOIN UNNEST(b.gaps, slice(b.purchase_days, 2, cardinality(b.gaps))) AS g (gap, bought_on);

-- Recency, frequency and monetary value at the end of each month, one row a customer who had paid by then.
-- All months are measured by the cuts of the last one, so that who moves has moved, and not the ruler.
DROP TABLE IF EXISTS warehouse.dashboards.customers_value;

CREATE TABLE warehouse.dashboards.customers_value AS
WITH measured AS (
    SELECT
        c.month,
        o.user_id,
        o.channel,
        o.platform,
        o.member_level,
        date_diff('day', date(max(o.paid_at)), date(c.ends)) AS recency,
        count(*) AS frequency,
        sum(o.amount) AS monetary
    FROM warehouse.dashboards.customers_calendar c
    JOIN warehouse.dashboards.customers_orders o ON o.paid_at < c.ends
    GROUP BY c.month, c.ends, o.user_id, o.channel, o.platform, o.member_level),
cuts AS (
    SELECT rfm_cuts(recency, frequency, monetary) AS cuts
    FROM measured
    WHERE month = (SELECT max(month) FROM warehouse.dashboards.customers_calendar)),
scored AS (
    SELECT m.*, rfm_score(m.recency, m.frequency, m.monetary, c.cuts) AS score
    FROM measured m
    CROSS JOIN cuts c)
SELECT
    *,
    rfm_segment(score) AS segment,
    -- who has paid once is there in every later month
    rfm_segment(lead(score) OVER (PARTITION BY user_id ORDER BY month)) AS next_segment
FROM scored;

-- What each customer did in each month. left_cart: added to the cart, but never ordered within a day after that;
-- left_order: ordered, but never paid within a day after that.
DROP TABLE IF EXISTS warehouse.dashboards.customers_activity;

CREATE TABLE warehouse.dashboards.customers_activity AS
SELECT
    user_id,
    CAST(date_trunc('month', event_time) AS date) AS month,
    min(event_time) AS first_active,
    max(event_time) AS last_active,
    bitmap_cardinality(active_periods(event_time, 'day')) AS active_days,
    funnel(event_time, INTERVAL '24' HOUR, steps(event = 'add_to_cart', event = 'order')) = 1 AS left_cart,
    funnel(event_time, INTERVAL '24' HOUR, steps(event = 'order', event = 'pay')) = 1 AS left_order,
    count_if(event = 'pay') > 0 AS bought
FROM warehouse.dashboards.events
GROUP BY user_id, CAST(date_trunc('month', event_time) AS date);

-- The stage of life at the end of each month.
DROP TABLE IF EXISTS warehouse.dashboards.customers_stages;

CREATE TABLE warehouse.dashboards.customers_stages AS
SELECT
    c.month,
    a.user_id,
    lifecycle_stage(min(a.first_active), max(a.last_active), sum(a.active_days), c.ends) AS stage
FROM warehouse.dashboards.customers_calendar c
JOIN warehouse.dashboards.customers_activity a ON a.month <= c.month
GROUP BY c.month, c.ends, a.user_id;

-- Crowds at the end of each month: one bitmap for each month and crowd.
DROP TABLE IF EXISTS crowd.dashboards.monthly;

CREATE TABLE crowd.dashboards.monthly AS
SELECT month, crowd, user_id
FROM (
    SELECT a.month, t.crowd, a.user_id
    FROM warehouse.dashboards.customers_activity a
    CROSS JOIN UNNEST(ARRAY['Active', IF(a.left_cart, 'Left a cart'), IF(a.left_order, 'Left an order'), IF(a.bought, 'Buyers')]) AS t (crowd)
    WHERE a.month IN (SELECT month FROM warehouse.dashboards.customers_calendar)
    UNION ALL
    SELECT month, element_at(ARRAY['New', 'Loyal', 'Silent'], array_position(ARRAY['novice', 'loyal', 'silent'], stage)), user_id
    FROM warehouse.dashboards.customers_stages
    WHERE stage IN ('novice', 'loyal', 'silent')
    UNION ALL
    SELECT month, 'Champions', user_id
    FROM warehouse.dashboards.customers_value
    WHERE segment = 'Champions'
    UNION ALL
    SELECT v.month, 'Valuable but silent', v.user_id
    FROM warehouse.dashboards.customers_value v
    JOIN warehouse.dashboards.customers_stages s ON s.month = v.month AND s.user_id = v.user_id
    WHERE v.score / 10 % 10 >= 4 AND v.score % 10 >= 4 AND s.stage IN ('silent', 'lost')
    UNION ALL
    SELECT month, 'Coupon hunters', user_id
    FROM warehouse.dashboards.customers_calendar
    JOIN warehouse.dashboards.customers_orders ON paid_at < ends
    GROUP BY month, user_id
    HAVING count_if(with_coupon) >= 2 AND 2 * count_if(with_coupon) >= count(*))
WHERE crowd IS NOT NULL;

-- The crowds of the present, and what is known of people as tags: for TABLE(crowd.system.users('dashboards', …)) too.
DROP TABLE IF EXISTS crowd.dashboards.crowds;

CREATE TABLE crowd.dashboards.crowds AS
SELECT crowd, user_id
FROM crowd.dashboards.monthly
WHERE month = (SELECT max(month) FROM warehouse.dashboards.customers_calendar);

DROP TABLE IF EXISTS crowd.dashboards.tags;

CREATE TABLE crowd.dashboards.tags AS
SELECT tag, value, user_id
FROM warehouse.dashboards.customers_people
LEFT JOIN (
    SELECT user_id, stage
    FROM warehouse.dashboards.customers_stages
    WHERE month = (SELECT max(month) FROM warehouse.dashboards.customers_calendar)) USING (user_id)
LEFT JOIN (
    SELECT user_id, CASE WHEN count_if(with_coupon) = 0 THEN 'never' WHEN 2 * count_if(with_coupon) < count(*) THEN 'sometimes' ELSE 'mostly' END AS coupons
    FROM warehouse.dashboards.customers_orders
    GROUP BY user_id) USING (user_id)
LEFT JOIN (
    -- the category of which somebody bought the most pieces
    SELECT user_id, max_by(category, ROW(pieces, category)) AS category
    FROM (
        SELECT i.user_id, p.category, sum(i.quantity) AS pieces
        FROM warehouse.dashboards.order_items i
        JOIN warehouse.dashboards.products p ON p.product_id = i.product_id
        JOIN warehouse.dashboards.customers_orders o ON o.order_id = i.order_id AND o.user_id = i.user_id
        GROUP BY i.user_id, p.category)
    GROUP BY user_id) USING (user_id)
CROSS JOIN UNNEST(
    ARRAY['gender', 'age', 'region', 'channel', 'member', 'platform', 'push', 'stage', 'coupons', 'category'],
    ARRAY[gender, age, region, channel, member_level, platform, IF(push_allowed, 'allowed', 'refused'), coalesce(stage, 'never seen'), coupons, category]) AS t (tag, value)
-- coupons and category are known of buyers only
WHERE value IS NOT NULL;
