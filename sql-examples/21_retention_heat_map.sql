-- Of the customers who came first in one of the last weeks, how many were there again in each week after it, and which weeks are not over yet?

WITH activity AS (
    SELECT user_id, active_periods(event_time, 'week') AS weeks
    FROM shop.tiny.events
    GROUP BY user_id)
SELECT date(period_start(cohort, 'week')) AS cohort, period, users, round(rate, 3) AS retention_rate, complete
FROM (
    SELECT bitmap_min(weeks) AS cohort,
           -- the last argument is the week that today belongs to: it is not over, and its cells are marked
           retention_curve(bitmap_limit(weeks, 0, 1), weeks, sequence(0, 4), 'on', period_number(TIMESTAMP '2026-01-01 00:00:00', 'week')) AS curve
    FROM activity
    WHERE bitmap_min(weeks) >= period_number(DATE '2025-11-24', 'week')
    GROUP BY bitmap_min(weeks))
CROSS JOIN UNNEST(curve) AS c (period, entries, users, rate, complete)
ORDER BY cohort, period;

-- The same people
SELECT date(period_start(bitmap_min(weeks), 'week')) AS cohort, week - bitmap_min(weeks) AS period, user_id
FROM (
    SELECT user_id, active_periods(event_time, 'week') AS weeks
    FROM shop.tiny.events
    GROUP BY user_id)
CROSS JOIN UNNEST(bitmap_to_array(weeks)) AS w (week)
WHERE bitmap_min(weeks) >= period_number(DATE '2025-11-24', 'week') AND week - bitmap_min(weeks) <= 4
ORDER BY cohort, period, user_id;
