-- title: In which stage of life are our customers?
-- description: By first and last visit and number of active days, as of the present.
-- display: row
-- settings: {"graph.dimensions": ["stage"], "graph.metrics": ["users"]}
SELECT stage, count(*) AS users
FROM (
    SELECT lifecycle_stage(min(event_time), max(event_time), count(DISTINCT date(event_time)), (SELECT as_of FROM clock)) AS stage
    FROM events
    WHERE event_time < (SELECT as_of FROM clock) [[AND platform = {{platform}}]]
    GROUP BY user_id)
GROUP BY stage
ORDER BY users DESC, stage
