-- How often do people visit the shop, how long do they stay, and how much do they do in a visit?

WITH visitors AS (
    SELECT user_id, CASE WHEN cardinality(visits) = 1 THEN '1' WHEN cardinality(visits) <= 5 THEN '2 to 5' WHEN cardinality(visits) <= 20 THEN '6 to 20' ELSE 'more than 20' END AS visits_each, visits
    FROM (
        SELECT user_id, sessions(event_time, INTERVAL '30' MINUTE) AS visits
        FROM shop.tiny.events
        GROUP BY user_id))
SELECT visits_each,
       count(DISTINCT user_id) AS users,
       count(*) AS visits,
       round(CAST(sum(date_diff('second', started_at, ended_at)) AS double) / 60 / count(*), 1) AS minutes,
       round(CAST(sum(events) AS double) / count(*), 1) AS events_each,
       round(CAST(count_if(events = 1) AS double) / count(*), 3) AS single_event_rate
FROM visitors
CROSS JOIN UNNEST(visits) AS v (started_at, ended_at, events)
GROUP BY visits_each
ORDER BY visits_each;

-- The same people
SELECT visits_each, user_id
FROM (
    SELECT user_id, CASE WHEN cardinality(visits) = 1 THEN '1' WHEN cardinality(visits) <= 5 THEN '2 to 5' WHEN cardinality(visits) <= 20 THEN '6 to 20' ELSE 'more than 20' END AS visits_each, visits
    FROM (
        SELECT user_id, sessions(event_time, INTERVAL '30' MINUTE) AS visits
        FROM shop.tiny.events
        GROUP BY user_id))
ORDER BY visits_each, user_id;
