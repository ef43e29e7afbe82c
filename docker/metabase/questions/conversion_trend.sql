-- title: How does conversion move from day to day?
-- description: Attempts from cart to payment within three days, by the day on which they began. Days whose three days are not over are a series of their own.
-- display: line
-- settings: {"graph.dimensions": ["entry_day"], "graph.metrics": ["conversion_rate", "not_over_yet"], "column_settings": {"[\"name\",\"conversion_rate\"]": {"number_style": "percent", "decimals": 1}, "[\"name\",\"not_over_yet\"]": {"number_style": "percent", "decimals": 1}}}
WITH attempts AS (
    SELECT user_id, funnel_attempts(event_time, INTERVAL '3' DAY, ARRAY[event = 'add_to_cart', event = 'order', event = 'pay']) AS attempts
    FROM events
    WHERE event_time >= CAST({{from}} AS timestamp(6)) [[AND platform = {{platform}}]]
    GROUP BY user_id),
days AS (
    SELECT date(attempt[1]) AS entry_day, avg(IF(cardinality(attempt) = 3, 1e0, 0e0)) AS rate
    FROM attempts
    CROSS JOIN UNNEST(attempts) AS a (attempt)
    WHERE attempt[1] < CAST({{to}} AS timestamp(6))
    GROUP BY date(attempt[1]))
SELECT entry_day,
       IF(entry_day + INTERVAL '4' DAY <= (SELECT as_of FROM clock), rate) AS conversion_rate,
       IF(entry_day + INTERVAL '4' DAY > (SELECT as_of FROM clock), rate) AS not_over_yet
FROM days
ORDER BY entry_day
