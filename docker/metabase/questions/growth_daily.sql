-- title: How do sales move from day to day?
-- display: line
-- settings: {"graph.dimensions": ["day"], "graph.metrics": ["gmv", "buyers"], "series_settings": {"buyers": {"axis": "right"}}, "graph.x_axis.title_text": "Day (UTC)", "graph.y_axis.title_text": "Money of paid orders"}
SELECT date(paid_at) AS day, sum(amount) AS gmv, count(DISTINCT user_id) AS buyers
FROM orders
WHERE paid_at >= CAST({{from}} AS timestamp(6)) AND paid_at < CAST({{to}} AS timestamp(6)) [[AND platform = {{platform}}]]
GROUP BY date(paid_at)
ORDER BY day
