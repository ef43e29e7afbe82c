-- title: How many orders were paid?
-- display: scalar
-- settings: {"scalar.field": "orders"}
SELECT count(*) AS orders
FROM orders
WHERE paid_at >= CAST({{from}} AS timestamp(6)) AND paid_at < CAST({{to}} AS timestamp(6)) [[AND platform = {{platform}}]]
