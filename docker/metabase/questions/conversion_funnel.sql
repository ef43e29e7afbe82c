-- title: How far do visitors come on the way to a purchase?
-- description: Steps in this order within seven days of the first one.
-- display: funnel
-- settings: {"funnel.dimension": "step_name", "funnel.metric": "users"}
SELECT element_at(ARRAY['view', 'add to cart', 'order', 'pay'], CAST(step AS integer)) AS step_name, users, round(step_rate, 3) AS step_rate, round(total_rate, 3) AS total_rate
FROM (
    SELECT funnel_summary(level, 4) AS summary
    FROM (
        SELECT funnel(event_time, INTERVAL '7' DAY, steps(event = 'view', event = 'add_to_cart', event = 'order', event = 'pay')) AS level
        FROM events
        WHERE event_time >= CAST({{from}} AS timestamp(6)) AND event_time < CAST({{to}} AS timestamp(6)) [[AND platform = {{platform}}]]
        GROUP BY user_id))
CROSS JOIN UNNEST(summary) AS s (step, users, step_rate, total_rate)
ORDER BY step
