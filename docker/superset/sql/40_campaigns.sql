-- What the dashboard Campaigns reads: everybody who was assigned to a campaign, and what lies in carts.

-- One row a person and campaign. bought: paid within 48 hours after being assigned, whatever the arm.
DROP TABLE IF EXISTS warehouse.dashboards.campaigns_people;

CREATE TABLE warehouse.dashboards.campaigns_people AS
SELECT
    p.campaign,
    p.arm,
    p.user_id,
    p.assigned_at,
    -- each step needs the one before: 1 sent, 2 delivered, 3 opened, 4 clicked, 5 bought after the click
    CASE
        WHEN p.sent_at IS NULL THEN 0
        WHEN p.delivered_at IS NULL THEN 1
        WHEN p.opened_at IS NULL THEN 2
        WHEN p.clicked_at IS NULL THEN 3
        WHEN max(o.paid_at) > p.clicked_at THEN 5
        ELSE 4
    END AS level,
    count(o.order_id) > 0 AS bought,
    coalesce(sum(CAST(o.amount AS double)), 0e0) AS revenue,
    u.channel,
    u.platform,
    u.member_level
FROM warehouse.dashboards.pushes p
JOIN warehouse.dashboards.customers_people u ON u.user_id = p.user_id
LEFT JOIN warehouse.dashboards.orders o ON o.user_id = p.user_id AND o.paid_at >= p.assigned_at AND o.paid_at < p.assigned_at + INTERVAL '48' HOUR
GROUP BY p.campaign, p.arm, p.user_id, p.assigned_at, p.sent_at, p.delivered_at, p.opened_at, p.clicked_at, u.channel, u.platform, u.member_level;

-- One row a person and campaign, with what the receipts say.
DROP TABLE IF EXISTS warehouse.dashboards.campaigns_receipts;

CREATE TABLE warehouse.dashboards.campaigns_receipts AS
SELECT
    p.campaign,
    p.arm,
    p.user_id,
    p.assigned_at,
    p.level >= 1 AS is_sent,
    -- an opening is a sign of a delivery, as platforms lose reports
    count_if(r.event IN ('delivered', 'opened', 'clicked')) > 0 AS is_delivered,
    count_if(r.event IN ('opened', 'clicked')) > 0 AS is_opened,
    count_if(r.event = 'clicked') > 0 AS is_clicked,
    p.bought,
    p.channel,
    p.platform
FROM warehouse.dashboards.campaigns_people p
LEFT JOIN warehouse.dashboards.receipts r ON r.campaign = p.campaign AND r.user_id = p.user_id
GROUP BY p.campaign, p.arm, p.user_id, p.assigned_at, p.level, p.bought, p.channel, p.platform;

-- One row a product and person who had to do with it in a cart within the last 30 days; a month of carts, and no older one.
-- pieces: added in the last 15 days and neither removed nor ordered since.
-- natural_level: 1 if added 15 to 30 days ago, 2 if paid for within the 15 days after that; 0 if not added then,
-- or if a push was sent in these 30 days, since what follows a push is not natural.
DROP TABLE IF EXISTS warehouse.dashboards.campaigns_carts;

CREATE TABLE warehouse.dashboards.campaigns_carts AS
WITH moves AS (
    SELECT user_id, product_id, event_time AS moved_at, event AS kind, quantity AS pieces
    FROM warehouse.dashboards.events
    WHERE event IN ('add_to_cart', 'remove_from_cart')
    UNION ALL
    SELECT i.user_id, i.product_id, m.moved_at, m.kind, i.quantity
    FROM warehouse.dashboards.orders o
    JOIN warehouse.dashboards.order_items i ON i.order_id = o.order_id AND i.user_id = o.user_id
    CROSS JOIN UNNEST(ARRAY[o.created_at, o.paid_at], ARRAY['order', 'pay']) AS m (moved_at, kind)),
recent AS (
    SELECT
        m.*,
        as_of - INTERVAL '15' DAY AS middle,
        max(IF(kind IN ('remove_from_cart', 'order'), moved_at)) OVER (PARTITION BY user_id, product_id) AS out_at
    FROM moves m
    CROSS JOIN warehouse.dashboards.clock
    WHERE moved_at >= as_of - INTERVAL '30' DAY AND moved_at < as_of),
pushed AS (
    SELECT DISTINCT user_id
    FROM warehouse.dashboards.pushes
    CROSS JOIN warehouse.dashboards.clock
    WHERE sent_at >= as_of - INTERVAL '30' DAY)
SELECT
    r.product_id,
    r.user_id,
    coalesce(sum(r.pieces) FILTER (WHERE r.kind = 'add_to_cart' AND r.moved_at >= r.middle AND (r.out_at IS NULL OR r.moved_at > r.out_at)), 0) AS pieces,
    IF(count(s.user_id) > 0, 0, funnel(r.moved_at, INTERVAL '15' DAY, steps(r.kind = 'add_to_cart' AND r.moved_at < r.middle, r.kind = 'pay'))) AS natural_level,
    u.channel,
    u.platform,
    u.member_level
FROM recent r
JOIN warehouse.dashboards.customers_people u ON u.user_id = r.user_id
LEFT JOIN pushed s ON s.user_id = r.user_id
GROUP BY r.product_id, r.user_id, u.channel, u.platform, u.member_level
HAVING count_if(r.kind = 'add_to_cart') > 0;
