-- How many new customers come back one day, one week and one month after they registered?

WITH activity AS (
    SELECT user_id, period_number(registered_at, 'day') AS registered, active_periods(event_time, 'day') AS active
    FROM shop.tiny.events
    JOIN shop.tiny.users USING (user_id)
    -- only customers whose thirty days are over
    WHERE date(registered_at) < date_add('day', -30, DATE '2026-01-01')
    GROUP BY user_id, registered_at)
SELECT period AS day, users, round(rate, 3) AS retention_rate
FROM (
    SELECT retention_curve(bitmap_build(ARRAY[registered]), active, ARRAY[0, 1, 7, 30]) AS curve
    FROM activity)
CROSS JOIN UNNEST(curve) AS c (period, entries, users, rate, complete)
ORDER BY day;

-- The same people, by day
WITH activity AS (
    SELECT user_id, period_number(registered_at, 'day') AS registered, active_periods(event_time, 'day') AS active
    FROM shop.tiny.events
    JOIN shop.tiny.users USING (user_id)
    WHERE date(registered_at) < date_add('day', -30, DATE '2026-01-01')
    GROUP BY user_id, registered_at)
SELECT day, user_id
FROM activity
CROSS JOIN UNNEST(ARRAY[BIGINT '0', 1, 7, 30]) AS d (day)
WHERE bitmap_contains(active, registered + day)
ORDER BY day DESC, user_id;
