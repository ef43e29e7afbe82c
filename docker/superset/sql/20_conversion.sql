-- What the dashboard Conversion reads: the steps to a purchase, visits as paths, and daily counts of slots, ways and products.

-- The events of the purchase funnel and no others.
DROP TABLE IF EXISTS warehouse.dashboards.conversion_steps;

CREATE TABLE warehouse.dashboards.conversion_steps AS
SELECT e.user_id, e.event_time, e.event, e.platform, u.channel
FROM warehouse.dashboards.events e
JOIN warehouse.dashboards.users u ON u.user_id = e.user_id
WHERE e.event IN ('view', 'add_to_cart', 'order', 'pay');

-- From stop to stop of the visits, up to the fifth stop. An edge to (exit) is a visit that ended there.
DROP TABLE IF EXISTS warehouse.dashboards.conversion_paths;

CREATE TABLE warehouse.dashboards.conversion_paths AS
SELECT v.day, v.platform, u.channel, e.step, e.source, e.target, count(*) AS visits
FROM (
    SELECT
        user_id,
        date(min(event_time)) AS day,
        min_by(platform, event_time) AS platform,
        path_edges(path_analysis(event_time, stop, INTERVAL '30' MINUTE, 5, 'collapse=true')) AS edges
    FROM (
        SELECT
            user_id,
            event_time,
            platform,
            CASE event
                WHEN 'exposure' THEN 'Home page'
                WHEN 'search' THEN 'Search'
                WHEN 'view' THEN 'Product'
                WHEN 'favourite' THEN 'Favourite'
                WHEN 'add_to_cart' THEN 'Cart'
                WHEN 'order' THEN 'Checkout'
                WHEN 'pay' THEN 'Payment'
            END AS stop,
            session_number(event_time, INTERVAL '30' MINUTE) OVER (PARTITION BY user_id ORDER BY event_time) AS visit
        FROM warehouse.dashboards.events
        WHERE event IN ('exposure', 'search', 'view', 'favourite', 'add_to_cart', 'order', 'pay'))
    GROUP BY user_id, visit) v
JOIN warehouse.dashboards.users u ON u.user_id = v.user_id
CROSS JOIN UNNEST(v.edges) AS e (step, source, target, event_source, event_target)
GROUP BY v.day, v.platform, u.channel, e.step, e.source, e.target;

-- Exposures of the resource slots, those that led to a product (clicks), and purchases. A search is the exposure of the search box.
DROP TABLE IF EXISTS warehouse.dashboards.conversion_slots;

CREATE TABLE warehouse.dashboards.conversion_slots AS
SELECT
    date(e.event_time) AS day,
    e.platform,
    u.channel,
    e.resource_slot,
    count_if(e.event IN ('exposure', 'search')) AS exposures,
    count_if(e.event IN ('exposure', 'search') AND e.next_event = 'view' AND e.next_slot = e.resource_slot) AS clicks,
    count_if(e.event = 'pay') AS purchases,
    coalesce(sum(CAST(e.amount AS double)) FILTER (WHERE e.event = 'pay'), 0) AS revenue
FROM (
    SELECT user_id, event_time, event, platform, resource_slot, amount, lead(event) OVER w AS next_event, lead(resource_slot) OVER w AS next_slot
    FROM warehouse.dashboards.events
    WHERE resource_slot IS NOT NULL
    WINDOW w AS (PARTITION BY user_id ORDER BY event_time, event, resource_slot)) e
JOIN warehouse.dashboards.users u ON u.user_id = e.user_id
GROUP BY date(e.event_time), e.platform, u.channel, e.resource_slot;

-- One row a paid order: what its buyer did with the product in the same visit before paying.
DROP TABLE IF EXISTS warehouse.dashboards.conversion_ways;

CREATE TABLE warehouse.dashboards.conversion_ways AS
SELECT
    date(w.paid_at) AS day,
    w.platform,
    u.channel,
    w.user_id,
    CASE
        WHEN w.carted_at < w.paid_at AND w.viewed_at < w.paid_at THEN 'View → cart → buy'
        WHEN w.carted_at < w.paid_at THEN 'Cart → buy'
        WHEN w.favoured_at < w.paid_at AND w.viewed_at < w.paid_at THEN 'View → favourite → buy'
        WHEN w.favoured_at < w.paid_at THEN 'Favourite → buy'
        WHEN w.viewed_at < w.paid_at THEN 'View → buy'
        ELSE 'Buy directly'
    END AS way,
    w.amount
FROM (
    SELECT
        user_id,
        visit,
        product_id,
        min_by(platform, event_time) FILTER (WHERE event = 'pay') AS platform,
        min(event_time) FILTER (WHERE event = 'view') AS viewed_at,
        min(event_time) FILTER (WHERE event = 'favourite') AS favoured_at,
        min(event_time) FILTER (WHERE event = 'add_to_cart') AS carted_at,
        min(event_time) FILTER (WHERE event = 'pay') AS paid_at,
        sum(CAST(amount AS double)) FILTER (WHERE event = 'pay') AS amount
    FROM (
        SELECT user_id, event_time, event, platform, product_id, amount, session_number(event_time, INTERVAL '30' MINUTE) OVER (PARTITION BY user_id ORDER BY event_time) AS visit
        FROM warehouse.dashboards.events
        WHERE event IN ('exposure', 'search', 'view', 'favourite', 'add_to_cart', 'order', 'pay'))
    WHERE event IN ('view', 'favourite', 'add_to_cart', 'pay')
    GROUP BY user_id, visit, product_id
    HAVING count_if(event = 'pay') > 0) w
JOIN warehouse.dashboards.users u ON u.user_id = w.user_id;

-- How often each product was looked at and paid for, day by day. Money is that of its order lines, before coupons.
DROP TABLE IF EXISTS warehouse.dashboards.conversion_product_days;

CREATE TABLE warehouse.dashboards.conversion_product_days AS
SELECT d.day, d.platform, u.channel, d.product_id, sum(d.views) AS views, sum(d.purchases) AS purchases, sum(d.revenue) AS revenue
FROM (
    SELECT date(event_time) AS day, platform, user_id, product_id, 1 AS views, 0 AS purchases, 0e0 AS revenue
    FROM warehouse.dashboards.events
    WHERE event = 'view'
    UNION ALL
    SELECT date(o.paid_at), o.platform, o.user_id, i.product_id, 0, 1, CAST(i.quantity * i.price AS double)
    FROM warehouse.dashboards.orders o
    JOIN warehouse.dashboards.order_items i ON i.order_id = o.order_id AND i.user_id = o.user_id
    WHERE o.paid_at IS NOT NULL) d
JOIN warehouse.dashboards.users u ON u.user_id = d.user_id
GROUP BY d.day, d.platform, u.channel, d.product_id;
