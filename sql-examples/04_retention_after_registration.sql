-- How many new customers come back one day, one week and one month after they registered?

WITH activity AS (
    SELECT user_id,
           retention(steps(
               date(event_time) = date(registered_at),
               date(event_time) = date_add('day', 1, date(registered_at)),
               date(event_time) = date_add('day', 7, date(registered_at)),
               date(event_time) = date_add('day', 30, date(registered_at)))) AS active
    FROM shop.tiny.events
    JOIN shop.tiny.users USING (user_id)
    -- only customers whose thirty days are over
    WHERE date(registered_at) < date_add('day', -30, DATE '2026-01-01')
    GROUP BY user_id)
SELECT day, count(*) AS users, round(CAST(count(*) AS double) / (SELECT count(*) FROM activity), 3) AS retention_rate
FROM activity
CROSS JOIN UNNEST(ARRAY[0, 1, 7, 30]) WITH ORDINALITY AS d (day, position)
WHERE active[position]
GROUP BY day
ORDER BY day;

-- The same people, by day
WITH activity AS (
    SELECT user_id,
           retention(steps(
               date(event_time) = date(registered_at),
               date(event_time) = date_add('day', 1, date(registered_at)),
               date(event_time) = date_add('day', 7, date(registered_at)),
               date(event_time) = date_add('day', 30, date(registered_at)))) AS active
    FROM shop.tiny.events
    JOIN shop.tiny.users USING (user_id)
    WHERE date(registered_at) < date_add('day', -30, DATE '2026-01-01')
    GROUP BY user_id)
SELECT day, user_id
FROM activity
CROSS JOIN UNNEST(ARRAY[0, 1, 7, 30]) WITH ORDINALITY AS d (day, position)
WHERE active[position]
ORDER BY day DESC, user_id;
