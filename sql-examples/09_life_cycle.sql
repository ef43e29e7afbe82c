-- How many people are in each stage of the customer life cycle at the end of the year?

SELECT lifecycle_stage(first_active, last_active, active_days, TIMESTAMP '2026-01-01 00:00:00') AS stage,
       count(*) AS users,
       round(CAST(count(*) AS double) / sum(count(*)) OVER (), 3) AS user_share
FROM (
    SELECT user_id, min(event_time) AS first_active, max(event_time) AS last_active, count(DISTINCT date(event_time)) AS active_days
    FROM shop.tiny.events
    GROUP BY user_id)
GROUP BY lifecycle_stage(first_active, last_active, active_days, TIMESTAMP '2026-01-01 00:00:00')
ORDER BY users DESC, stage;

-- How did customers come and go, month by month?
SELECT date(period_start(period, 'month')) AS month,
       count_if(state = 'new') AS new,
       count_if(state = 'returning') AS returning,
       count_if(state = 'resurrecting') AS resurrecting,
       count_if(state = 'dormant') AS dormant
FROM (
    SELECT user_id, active_periods(event_time, 'month') AS months
    FROM shop.tiny.events
    GROUP BY user_id)
CROSS JOIN UNNEST(lifecycle_states(months, NULL, period_number(DATE '2025-12-31', 'month'))) AS s (period, state)
GROUP BY period
ORDER BY period;

-- The people of the stages
SELECT lifecycle_stage(first_active, last_active, active_days, TIMESTAMP '2026-01-01 00:00:00') AS stage, user_id
FROM (
    SELECT user_id, min(event_time) AS first_active, max(event_time) AS last_active, count(DISTINCT date(event_time)) AS active_days
    FROM shop.tiny.events
    GROUP BY user_id)
ORDER BY stage, user_id;
