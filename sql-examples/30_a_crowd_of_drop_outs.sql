-- Who put something into the cart in December and did not order within a day, kept as a crowd to come back to: who of them may be reached by push?

CREATE SCHEMA IF NOT EXISTS crowd.drop_outs;

DROP TABLE IF EXISTS crowd.drop_outs.crowds;

CREATE TABLE crowd.drop_outs.crowds (crowd varchar, user_id bigint NOT NULL);

-- Everybody who leaves away the last step of a funnel
INSERT INTO crowd.drop_outs.crowds
SELECT 'left cart', user_id
FROM (
    SELECT user_id, funnel(event_time, INTERVAL '24' HOUR, steps(event = 'add_to_cart', event = 'order')) AS level
    FROM shop.tiny.events
    WHERE event_time >= TIMESTAMP '2025-12-01 00:00:00'
    GROUP BY user_id)
WHERE level = 1;

-- Another crowd in the same table
INSERT INTO crowd.drop_outs.crowds
SELECT 'push allowed', user_id
FROM shop.tiny.users
WHERE push_allowed;

-- Counted from bitmaps, without a list of anybody
SELECT count(*) AS users
FROM crowd.drop_outs.crowds AS carts
JOIN crowd.drop_outs.crowds AS allowed USING (user_id)
WHERE carts.crowd = 'left cart' AND allowed.crowd = 'push allowed';

-- The same people
SELECT user_id
FROM crowd.drop_outs.crowds AS carts
JOIN crowd.drop_outs.crowds AS allowed USING (user_id)
WHERE carts.crowd = 'left cart' AND allowed.crowd = 'push allowed'
ORDER BY user_id;
