-- How many people were there in each month, how many of them in the month before too, and on which share of the days does one come?

WITH activity AS (
    SELECT user_id, active_periods(event_time, 'month') AS months, active_periods(event_time, 'day') AS days
    FROM shop.tiny.events
    GROUP BY user_id),
months AS (
    SELECT user_id, days, period, state, period_number(period_start(period, 'month'), 'day') AS first_day, period_number(period_start(period + 1, 'month'), 'day') AS next_day
    FROM activity
    CROSS JOIN UNNEST(lifecycle_states(months)) AS s (period, state)
    WHERE state <> 'dormant')
SELECT date(period_start(period, 'month')) AS month,
       count(*) AS users,
       count_if(state = 'returning') AS returning,
       round(CAST(count_if(state = 'returning') AS double) / count(*), 3) AS returning_rate,
       round(CAST(sum(bitmap_cardinality(bitmap_range(days, first_day, next_day))) AS double) / sum(next_day - first_day), 3) AS stickiness_rate
FROM months
GROUP BY period
ORDER BY month;

-- The same people, marked where they return
SELECT date(period_start(period, 'month')) AS month, user_id, state = 'returning' AS returning
FROM (
    SELECT user_id, active_periods(event_time, 'month') AS months
    FROM shop.tiny.events
    GROUP BY user_id)
CROSS JOIN UNNEST(lifecycle_states(months)) AS s (period, state)
WHERE state <> 'dormant'
ORDER BY month, user_id;
