-- Which acquisition channel brings visitors who buy?

SELECT channel, count(*) AS users, count_if(level = 4) AS buyers, round(CAST(count_if(level = 4) AS double) / count(*), 3) AS conversion_rate
FROM (
    SELECT user_id, funnel(event_time, INTERVAL '7' DAY, steps(event = 'view', event = 'add_to_cart', event = 'order', event = 'pay')) AS level
    FROM shop.tiny.events
    GROUP BY user_id)
JOIN shop.tiny.users USING (user_id)
GROUP BY channel
ORDER BY conversion_rate DESC, channel;

-- The same people, marked where they bought
SELECT channel, user_id, level = 4 AS buyers
FROM (
    SELECT user_id, funnel(event_time, INTERVAL '7' DAY, steps(event = 'view', event = 'add_to_cart', event = 'order', event = 'pay')) AS level
    FROM shop.tiny.events
    GROUP BY user_id)
JOIN shop.tiny.users USING (user_id)
ORDER BY channel, user_id;
