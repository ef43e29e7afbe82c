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

-- The same people
SELECT lifecycle_stage(first_active, last_active, active_days, TIMESTAMP '2026-01-01 00:00:00') AS stage, user_id
FROM (
    SELECT user_id, min(event_time) AS first_active, max(event_time) AS last_active, count(DISTINCT date(event_time)) AS active_days
    FROM shop.tiny.events
    GROUP BY user_id)
ORDER BY stage, user_id;
