-- title: Which channel brings buyers?
-- description: Share of the visitors of a channel who view a product and pay within seven days.
-- display: bar
-- settings: {"graph.dimensions": ["channel"], "graph.metrics": ["conversion_rate"], "column_settings": {"[\"name\",\"conversion_rate\"]": {"number_style": "percent", "decimals": 1}}}
SELECT channel, count(*) AS visitors, count_if(level = 2) AS buyers, CAST(count_if(level = 2) AS double) / nullif(count(*), 0) AS conversion_rate
FROM (
    SELECT user_id, funnel(event_time, INTERVAL '7' DAY, steps(event = 'view', event = 'pay')) AS level
    FROM events
    WHERE event_time >= CAST({{from}} AS timestamp(6)) AND event_time < CAST({{to}} AS timestamp(6)) [[AND platform = {{platform}}]]
    GROUP BY user_id)
JOIN users USING (user_id)
WHERE level >= 1
GROUP BY channel
ORDER BY conversion_rate DESC, channel
