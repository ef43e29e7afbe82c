-- How long do visitors take from one step of a purchase to the next: the middle one, and nine out of ten?

SELECT step, element_at(ARRAY['view', 'add_to_cart', 'order', 'pay'], step) AS event, users, round(step_rate, 3) AS step_rate, round(median_seconds / 3600, 2) AS median_hours, round(p90_seconds / 3600, 2) AS p90_hours
FROM (
    SELECT funnel_summary(times, 4) AS summary
    FROM (
        SELECT user_id, funnel_times(event_time, INTERVAL '7' DAY, steps(event = 'view', event = 'add_to_cart', event = 'order', event = 'pay')) AS times
        FROM shop.tiny.events
        GROUP BY user_id))
CROSS JOIN UNNEST(summary) AS f (step, users, step_rate, total_rate, median_seconds, p90_seconds)
ORDER BY step;

-- The same people, with the time at which each reached the step
SELECT CAST(step AS integer) AS step, user_id, reached_at
FROM (
    SELECT user_id, funnel_times(event_time, INTERVAL '7' DAY, steps(event = 'view', event = 'add_to_cart', event = 'order', event = 'pay')) AS times
    FROM shop.tiny.events
    GROUP BY user_id)
CROSS JOIN UNNEST(times) WITH ORDINALITY AS t (reached_at, step)
ORDER BY step DESC, user_id;
