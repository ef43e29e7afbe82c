-- How does conversion move from day to day in December, each attempt counted on the day on which it began?

SELECT entry_day, count(DISTINCT user_id) AS users, count(*) AS attempts, round(avg(IF(cardinality(attempt) = 3, 1e0, 0e0)), 3) AS conversion_rate
FROM (
    SELECT user_id, funnel_attempts(event_time, INTERVAL '3' DAY, ARRAY[event = 'add_to_cart', event = 'order', event = 'pay']) AS attempts
    FROM shop.tiny.events
    GROUP BY user_id)
CROSS JOIN UNNEST(attempts) AS a (attempt)
CROSS JOIN UNNEST(ARRAY[date(attempt[1])]) AS d (entry_day)
-- attempts whose three days are over
WHERE entry_day BETWEEN DATE '2025-12-01' AND DATE '2025-12-28'
GROUP BY entry_day
ORDER BY entry_day;

-- The same people, and how far each attempt came
SELECT entry_day, user_id, cardinality(attempt) AS level
FROM (
    SELECT user_id, funnel_attempts(event_time, INTERVAL '3' DAY, ARRAY[event = 'add_to_cart', event = 'order', event = 'pay']) AS attempts
    FROM shop.tiny.events
    GROUP BY user_id)
CROSS JOIN UNNEST(attempts) AS a (attempt)
CROSS JOIN UNNEST(ARRAY[date(attempt[1])]) AS d (entry_day)
WHERE entry_day BETWEEN DATE '2025-12-01' AND DATE '2025-12-28'
ORDER BY entry_day, user_id, level;
