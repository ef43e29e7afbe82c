-- Who put something into the cart in December and did not order within the next 24 hours?

SELECT region, count(*) AS users
FROM (
    SELECT user_id, funnel(event_time, INTERVAL '24' HOUR, steps(event = 'add_to_cart', event = 'order')) AS level
    FROM shop.tiny.events
    WHERE event_time >= TIMESTAMP '2025-12-01 00:00:00'
    GROUP BY user_id)
JOIN shop.tiny.users USING (user_id)
WHERE level = 1
GROUP BY region
ORDER BY users DESC, region;

-- The same people, ready for a reminder
SELECT region, user_id
FROM (
    SELECT user_id, funnel(event_time, INTERVAL '24' HOUR, steps(event = 'add_to_cart', event = 'order')) AS level
    FROM shop.tiny.events
    WHERE event_time >= TIMESTAMP '2025-12-01 00:00:00'
    GROUP BY user_id)
JOIN shop.tiny.users USING (user_id)
WHERE level = 1
ORDER BY region, user_id;
