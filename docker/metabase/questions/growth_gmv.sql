-- title: How much did we sell?
-- description: Money of the orders paid in the period.
-- display: scalar
-- settings: {"scalar.field": "gmv", "column_settings": {"[\"name\",\"gmv\"]": {"number_style": "decimal", "decimals": 0}}}
SELECT coalesce(sum(amount), 0) AS gmv
FROM orders
WHERE paid_at >= CAST({{from}} AS timestamp(6)) AND paid_at < CAST({{to}} AS timestamp(6)) [[AND platform = {{platform}}]]
