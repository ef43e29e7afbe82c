-- What the dashboard Growth reads: paid orders, and the days on which customers were active.

-- One row a paid order. is_first: the first paid order of its buyer ever, whatever the dashboard is filtered by.
DROP TABLE IF EXISTS warehouse.dashboards.growth_orders;

CREATE TABLE warehouse.dashboards.growth_orders AS
SELECT
    o.order_id,
    o.user_id,
    date(o.paid_at) AS day,
    o.platform,
    u.channel,
    CAST(o.amount AS double) AS amount,
    row_number() OVER (PARTITION BY o.user_id ORDER BY o.paid_at, o.order_id) = 1 AS is_first,
    p.promotion
FROM warehouse.dashboards.orders o
JOIN warehouse.dashboards.users u ON u.user_id = o.user_id
LEFT JOIN warehouse.dashboards.promotions p ON p.day = date(o.paid_at)
WHERE o.paid_at IS NOT NULL;

-- One row a customer, platform and day with an event.
DROP TABLE IF EXISTS warehouse.dashboards.growth_active_days;

CREATE TABLE warehouse.dashboards.growth_active_days AS
SELECT a.user_id, a.day, a.platform, u.channel
FROM (
    SELECT user_id, date(event_time) AS day, platform
    FROM warehouse.dashboards.events
    GROUP BY user_id, date(event_time), platform) a
JOIN warehouse.dashboards.users u ON u.user_id = a.user_id;
