-- How far do visitors come from looking at a product to paying for it, within seven days?

SELECT step, element_at(ARRAY['view', 'add_to_cart', 'order', 'pay'], step) AS event, users, round(step_rate, 3) AS step_rate, round(total_rate, 3) AS total_rate
FROM (
    SELECT funnel_summary(level, 4) AS summary
    FROM (
        SELECT user_id, funnel(event_time, INTERVAL '7' DAY, steps(event = 'view', event = 'add_to_cart', event = 'order', event = 'pay')) AS level
        FROM shop.tiny.events
        GROUP BY user_id))
CROSS JOIN UNNEST(summary) AS f (step, users, step_rate, total_rate)
ORDER BY step;

-- The same people, step by step
SELECT step, user_id
FROM (
    SELECT user_id, funnel(event_time, INTERVAL '7' DAY, steps(event = 'view', event = 'add_to_cart', event = 'order', event = 'pay')) AS level
    FROM shop.tiny.events
    GROUP BY user_id)
CROSS JOIN UNNEST(sequence(1, 4)) AS s (step)
WHERE level >= step
ORDER BY step DESC, user_id;
