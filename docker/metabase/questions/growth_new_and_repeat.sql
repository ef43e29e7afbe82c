-- title: Do buyers come back?
-- description: Buyers of a month whose first paid order lies in it, and those who had paid before. The first order is that of all time, whatever the filters are.
-- display: bar
-- settings: {"graph.dimensions": ["month"], "graph.metrics": ["new_buyers", "repeat_buyers"], "stackable.stack_type": "stacked", "graph.y_axis.title_text": "Buyers"}
SELECT month,
       count(DISTINCT user_id) FILTER (WHERE first_month = month) AS new_buyers,
       count(DISTINCT user_id) FILTER (WHERE first_month < month) AS repeat_buyers
FROM (
    SELECT user_id, platform, paid_at,
           date(date_trunc('month', paid_at)) AS month,
           date(date_trunc('month', min(paid_at) OVER (PARTITION BY user_id))) AS first_month
    FROM orders
    WHERE paid_at IS NOT NULL)
WHERE paid_at >= CAST({{from}} AS timestamp(6)) AND paid_at < CAST({{to}} AS timestamp(6)) [[AND platform = {{platform}}]]
GROUP BY month
ORDER BY month
