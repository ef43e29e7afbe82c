-- Who of December's customers left a cart or an order behind, kept as crowds to come back to: how many of each may be reached by push?

CREATE SCHEMA IF NOT EXISTS crowd.drop_outs;

DROP TABLE IF EXISTS crowd.drop_outs.crowds;

CREATE TABLE crowd.drop_outs.crowds (crowd varchar, user_id bigint NOT NULL);

-- A crowd for each step at which people leave the funnel
INSERT INTO crowd.drop_outs.crowds
SELECT element_at(ARRAY['left cart', 'left order'], level), user_id
FROM (
    SELECT user_id, funnel(event_time, INTERVAL '24' HOUR, steps(event = 'add_to_cart', event = 'order', event = 'pay')) AS level
    FROM shop.tiny.events
    WHERE event_time >= TIMESTAMP '2025-12-01 00:00:00'
    GROUP BY user_id)
WHERE level IN (1, 2);

-- Another crowd in the same table
INSERT INTO crowd.drop_outs.crowds
SELECT 'push allowed', user_id
FROM shop.tiny.users
WHERE push_allowed;

-- Counted from bitmaps, without a list of anybody
SELECT left_behind.crowd, count(*) AS users
FROM crowd.drop_outs.crowds AS left_behind
JOIN crowd.drop_outs.crowds AS allowed USING (user_id)
WHERE left_behind.crowd LIKE 'left %' AND allowed.crowd = 'push allowed'
GROUP BY left_behind.crowd
ORDER BY crowd;

-- The same people
SELECT left_behind.crowd, user_id
FROM crowd.drop_outs.crowds AS left_behind
JOIN crowd.drop_outs.crowds AS allowed USING (user_id)
WHERE left_behind.crowd LIKE 'left %' AND allowed.crowd = 'push allowed'
ORDER BY crowd, user_id;
