-- title: What is each resource slot worth?
-- description: People who saw a product through the slot, put it into the cart and paid within a day.
-- display: table
-- settings: {"column_settings": {"[\"name\",\"conversion_rate\"]": {"number_style": "percent", "decimals": 1}}}
WITH journeys AS (
    SELECT resource_slot, user_id, funnel(event_time, INTERVAL '24' HOUR, steps(event = 'view', event = 'add_to_cart', event = 'pay')) AS level
    FROM (
        SELECT user_id, event_time, event, last_value(resource_slot) IGNORE NULLS OVER (PARTITION BY user_id, product_id ORDER BY event_time, event) AS resource_slot
        FROM events
        WHERE product_id IS NOT NULL AND event_time >= CAST({{from}} AS timestamp(6)) AND event_time < CAST({{to}} AS timestamp(6)) [[AND platform = {{platform}}]])
    WHERE resource_slot IS NOT NULL
    GROUP BY resource_slot, user_id)
SELECT resource_slot, count(*) AS visitors, count_if(level >= 2) AS carts, count_if(level = 3) AS buyers, CAST(count_if(level = 3) AS double) / nullif(count(*), 0) AS conversion_rate
FROM journeys
WHERE level >= 1
GROUP BY resource_slot
ORDER BY conversion_rate DESC, resource_slot
