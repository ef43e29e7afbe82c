-- title: How many people bought?
-- display: scalar
-- settings: {"scalar.field": "buyers"}
SELECT count(DISTINCT user_id) AS buyers
FROM orders
WHERE paid_at >= CAST({{from}} AS timestamp(6)) AND paid_at < CAST({{to}} AS timestamp(6)) [[AND platform = {{platform}}]]
