-- Carts that new and young customers leave full: does a price cut sell what is in them, and would a message alone do?

CREATE SCHEMA IF NOT EXISTS crowd.push;

DROP TABLE IF EXISTS crowd.push.price_cut;

DROP TABLE IF EXISTS crowd.push.opted_out;

DROP TABLE IF EXISTS crowd.push.full_carts;

-- Nobody who does not want pushes gets one
CREATE TABLE crowd.push.opted_out AS
SELECT user_id
FROM shop.sf1.users
WHERE NOT push_allowed;

-- Put into a cart in the last 15 days, not bought, on the shelf and in stock. Who bought the same before, or has three of a kind to compare, is unlikely to buy
CREATE TABLE crowd.push.full_carts AS
WITH carts AS (
    SELECT user_id, product_id, category
    FROM shop.sf1.events
    WHERE event_time >= TIMESTAMP '2025-12-17 00:00:00' AND event IN ('add_to_cart', 'remove_from_cart')
    GROUP BY user_id, product_id, category
    HAVING max_by(event, event_time) = 'add_to_cart'),
bought AS (
    SELECT DISTINCT i.user_id, i.product_id
    FROM shop.sf1.order_items i
    JOIN shop.sf1.orders o ON o.user_id = i.user_id AND o.order_id = i.order_id
    WHERE o.paid_at IS NOT NULL),
compared AS (
    SELECT user_id, category
    FROM carts
    GROUP BY user_id, category
    HAVING count(*) >= 3)
SELECT c.product_id, c.user_id
FROM carts c
JOIN shop.sf1.products p ON p.product_id = c.product_id AND p.on_shelf AND p.stock > 0
LEFT JOIN bought b ON b.user_id = c.user_id AND b.product_id = c.product_id
LEFT JOIN compared k ON k.user_id = c.user_id AND k.category = c.category
WHERE b.user_id IS NULL AND k.user_id IS NULL;

-- Where the rows wait: arm 1 is the control group, which is counted and not sent
CREATE TABLE crowd.push.price_cut (user_id bigint, arm integer, send_at timestamp(6), title varchar, coupon varchar)
WITH (destination = 'push', suppress = ARRAY['push.opted_out'], control = ARRAY[1]);

-- Staged, not sent: customers since October of 15 to 25 years, dealt 20 : 40 : 40, with the dearest product of their carts
INSERT INTO crowd.push.price_cut
SELECT user_id, arm, TIMESTAMP '2026-01-01 00:00:00', IF(arm = 3, '40 off today: ', 'Still in your cart: ') || name, IF(arm = 3, 'CART40')
FROM (
    SELECT user_id, crowd_split(user_id, 'price cut', ARRAY[20, 40, 40]) AS arm, max_by(name, price) AS name
    FROM crowd.push.full_carts
    JOIN shop.sf1.products USING (product_id)
    JOIN shop.sf1.users USING (user_id)
    WHERE registered_at >= TIMESTAMP '2025-10-01 00:00:00' AND 2025 - birth_year BETWEEN 15 AND 25
    GROUP BY user_id);

SELECT arm, element_at(ARRAY['control', 'message', 'coupon'], arm) AS name, count(*) AS users
FROM crowd.push.price_cut
GROUP BY arm
ORDER BY arm;

-- What would happen? Nothing leaves yet
SELECT *
FROM crowd.push."price_cut$preview"
ORDER BY metric_name;

-- Send
ALTER TABLE crowd.push.price_cut EXECUTE deliver;

-- The log of the run, by arm
SELECT round, status, a.arm, a.staged, a.accepted, a.rejected, a.suppressed, a.unknown
FROM crowd.push."price_cut$runs"
CROSS JOIN UNNEST(arms) AS a (arm, staged, accepted, rejected, suppressed, unknown)
ORDER BY round, a.arm;

-- What the platform reports comes back as files, and is a table
CREATE SCHEMA IF NOT EXISTS warehouse.push;

CREATE TABLE IF NOT EXISTS warehouse.push.receipts (idempotency_key varchar, user_id bigint, event varchar, event_time timestamp(6), message varchar)
WITH (external_location = 'local:///receipts', format = 'JSON');

-- The day after: people dealt, sent, reached, and how far the message came
WITH steps AS (
    SELECT user_id, bool_or(event = 'delivered') AS delivered, bool_or(event = 'failed') AS failed, bool_or(event = 'opened') AS opened, bool_or(event = 'clicked') AS clicked
    FROM warehouse.push.receipts
    WHERE idempotency_key IN (SELECT idempotency_key FROM crowd.push."price_cut$deliveries")
    GROUP BY user_id)
SELECT arm, count(*) AS users, count_if(outcome = 'accepted') AS sent, count_if(delivered) AS delivered, count_if(failed) AS failed, count_if(opened) AS opened, count_if(clicked) AS clicked
FROM crowd.push."price_cut$state"
LEFT JOIN steps USING (user_id)
GROUP BY arm
ORDER BY arm;

-- Did it work? Orders within 15 days, natural (arm 1) against promoted, over everybody who was dealt
WITH arms AS (
    SELECT arm, count(*) AS users, count(r.user_id) AS buyers, sum(r.amount) AS amount
    FROM crowd.push."price_cut$state" s
    LEFT JOIN shop.sf1.responses r
        ON r.user_id = s.user_id AND r.campaign = 'price cut' AND r.ordered_at >= s.send_at AND r.ordered_at < s.send_at + INTERVAL '15' DAY
    GROUP BY arm),
effects AS (
    SELECT promoted.*, CAST(control.buyers AS double) / control.users AS natural_rate, uplift(promoted.users, promoted.buyers, control.users, control.buyers) AS effect
    FROM arms promoted
    JOIN arms control ON promoted.arm > 1 AND control.arm = 1),
rates AS (
    SELECT item, value
    FROM shop.sf1.truths
    WHERE item LIKE 'price cut · % · planned rate'),
planted AS (
    SELECT IF(promoted.item LIKE '%message%', 2, 3) AS arm, promoted.value - control.value AS lift
    FROM rates promoted
    JOIN rates control ON control.item LIKE '%control%' AND promoted.item NOT LIKE '%control%')
SELECT arm, users, buyers, amount, round(CAST(buyers AS double) / users, 3) AS promoted_rate, round(natural_rate, 3) AS natural_rate,
       round(100 * effect.lift, 1) AS uplift_points, round(100 * effect.low, 1) AS low, round(100 * effect.high, 1) AS high, CAST(effect.p_value AS decimal(5, 4)) AS p_value,
       round(100 * planted.lift, 1) AS planted_points, planted.lift BETWEEN effect.low AND effect.high AS is_found
FROM effects
JOIN planted USING (arm)
ORDER BY arm;

-- The same people
SELECT arm, user_id
FROM crowd.push."price_cut$state"
ORDER BY arm, user_id;
