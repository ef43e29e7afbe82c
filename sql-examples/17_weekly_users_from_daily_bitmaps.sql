-- How many different people came in each week of December, computed from one small stored set of users a day?

CREATE SCHEMA IF NOT EXISTS warehouse.examples;

DROP TABLE IF EXISTS warehouse.examples.daily_users;

-- Written once a day: the day's users as a bitmap, in a column that any warehouse can hold
CREATE TABLE warehouse.examples.daily_users AS
SELECT date(event_time) AS day, bitmap_to_varbinary(bitmap_agg(user_id)) AS people
FROM shop.tiny.events
WHERE event_time >= TIMESTAMP '2025-12-01 00:00:00'
GROUP BY date(event_time);

-- Days roll up to weeks without counting anybody twice, which stored counts cannot do
SELECT date_trunc('week', day) AS week,
       bitmap_count(bitmap_or_agg(people)) AS users,
       sum(bitmap_count(people)) AS daily_users,
       round(CAST(sum(bitmap_count(people)) AS double) / count(*) / bitmap_count(bitmap_or_agg(people)), 3) AS stickiness_rate
FROM warehouse.examples.daily_users
GROUP BY date_trunc('week', day)
ORDER BY week;

-- The same people
SELECT week, user_id
FROM (
    SELECT date_trunc('week', day) AS week, bitmap_to_array(bitmap_or_agg(people)) AS people
    FROM warehouse.examples.daily_users
    GROUP BY date_trunc('week', day))
CROSS JOIN UNNEST(people) AS u (user_id)
ORDER BY week, user_id;
