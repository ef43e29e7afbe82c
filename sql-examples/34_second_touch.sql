-- Most customers are lost after their first order: does a push within 24 hours of it bring a second one?

CREATE SCHEMA IF NOT EXISTS crowd.push;

DROP TABLE IF EXISTS crowd.push.second_touch;

DROP TABLE IF EXISTS crowd.push.opted_out;

-- Nobody who does not want pushes gets one
CREATE TABLE crowd.push.opted_out AS
SELECT user_id
FROM shop.sf1.users
WHERE NOT push_allowed;

-- Where the rows wait: arm 1 is the control group, which is counted and not sent
CREATE TABLE crowd.push.second_touch (user_id bigint, arm integer, send_at timestamp(6), title varchar)
WITH (destination = 'push', suppress = ARRAY['push.opted_out'], control = ARRAY[1]);

-- Staged, not sent: who ordered for the first time in December and not again within 20 hours, dealt half and half
INSERT INTO crowd.push.second_touch
SELECT user_id, crowd_split(user_id, 'second touch', ARRAY[50, 50]), created_at + INTERVAL '20' HOUR, 'Thank you! Your second order ships free'
FROM (
    SELECT user_id, created_at, row_number() OVER orders AS number, lead(created_at) OVER orders AS next_at
    FROM shop.sf1.orders
    WINDOW orders AS (PARTITION BY user_id ORDER BY created_at))
WHERE number = 1 AND created_at >= TIMESTAMP '2025-12-01 00:00:00' AND (next_at IS NULL OR next_at > created_at + INTERVAL '20' HOUR);

SELECT arm, element_at(ARRAY['control', 'touched'], arm) AS name, count(*) AS users
FROM crowd.push.second_touch
GROUP BY arm
ORDER BY arm;

-- What would happen? Nothing leaves yet
SELECT *
FROM crowd.push."second_touch$preview"
ORDER BY metric_name;

-- Send
ALTER TABLE crowd.push.second_touch EXECUTE deliver;

-- The log of the run, by arm
SELECT round, status, a.arm, a.staged, a.accepted, a.rejected, a.suppressed, a.unknown
FROM crowd.push."second_touch$runs"
CROSS JOIN UNNEST(arms) AS a (arm, staged, accepted, rejected, suppressed, unknown)
ORDER BY round, a.arm;

-- What the platform reports comes back as files, and is a table
CREATE SCHEMA IF NOT EXISTS warehouse.push;

CREATE TABLE IF NOT EXISTS warehouse.push.receipts (idempotency_key varchar, user_id bigint, event varchar, event_time timestamp(6), message varchar)
WITH (external_location = 'local:///receipts', format = 'JSON');

-- How far the message came: receipts carry the keys of the calls that the export made
WITH steps AS (
    SELECT user_id, bool_or(event = 'delivered') AS delivered, bool_or(event = 'failed') AS failed, bool_or(event = 'opened') AS opened, bool_or(event = 'clicked') AS clicked
    FROM warehouse.push.receipts
    WHERE idempotency_key IN (SELECT idempotency_key FROM crowd.push."second_touch$deliveries")
    GROUP BY user_id)
SELECT arm, count(*) AS users, count_if(outcome = 'accepted') AS sent, count_if(delivered) AS delivered, count_if(failed) AS failed, count_if(opened) AS opened, count_if(clicked) AS clicked
FROM crowd.push."second_touch$state"
LEFT JOIN steps USING (user_id)
GROUP BY arm
ORDER BY arm;

-- Did it work? Orders within 48 hours, over everybody who was dealt: those who opted out stay in both arms, which leaving them out of one would make unlike
WITH arms AS (
    SELECT arm, count(*) AS users, count(r.user_id) AS buyers, sum(r.amount) AS amount
    FROM crowd.push."second_touch$state" s
    LEFT JOIN shop.sf1.responses r
        ON r.user_id = s.user_id AND r.campaign = 'second touch' AND r.ordered_at >= s.send_at AND r.ordered_at < s.send_at + INTERVAL '48' HOUR
    GROUP BY arm),
effects AS (
    SELECT touched.users, touched.buyers, touched.amount, control.users AS control_users, control.buyers AS control_buyers, control.amount AS control_amount,
           uplift(touched.users, touched.buyers, control.users, control.buyers) AS effect
    FROM arms touched
    JOIN arms control ON touched.arm = 2 AND control.arm = 1),
planted AS (
    SELECT sum(IF(item LIKE '%control%', -value, value)) AS lift
    FROM shop.sf1.truths
    WHERE item IN ('second touch · control · planned rate', 'second touch · touched · planned rate'))
SELECT users, buyers, amount, control_users, control_buyers, control_amount,
       round(100 * effect.lift, 1) AS uplift_points, round(100 * effect.low, 1) AS low, round(100 * effect.high, 1) AS high, CAST(effect.p_value AS decimal(5, 4)) AS p_value,
       round(100 * planted.lift, 1) AS planted_points, planted.lift BETWEEN effect.low AND effect.high AS is_found
FROM effects
CROSS JOIN planted;

-- The same people
SELECT arm, user_id
FROM crowd.push."second_touch$state"
ORDER BY arm, user_id;
