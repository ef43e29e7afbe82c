-- title: What is an order worth?
-- description: Money of the paid orders divided by their number.
-- display: scalar
-- settings: {"scalar.field": "average_order", "column_settings": {"[\"name\",\"average_order\"]": {"number_style": "decimal", "decimals": 2}}}
SELECT CAST(avg(CAST(amount AS double)) AS decimal(12, 2)) AS average_order
FROM orders
WHERE paid_at >= CAST({{from}} AS timestamp(6)) AND paid_at < CAST({{to}} AS timestamp(6)) [[AND platform = {{platform}}]]
