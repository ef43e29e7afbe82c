-- What is each resource slot worth: how many see a product through it, put it into the cart and pay for it within a day?

WITH journeys AS (
    SELECT resource_slot, user_id, funnel(event_time, INTERVAL '24' HOUR, steps(event = 'view', event = 'add_to_cart', event = 'pay')) AS level
    FROM (
        -- later events of a product carry the slot through which it was viewed
        SELECT user_id, event_time, event, last_value(resource_slot) IGNORE NULLS OVER (PARTITION BY user_id, product_id ORDER BY event_time, event) AS resource_slot
        FROM shop.tiny.events
        WHERE product_id IS NOT NULL)
    WHERE resource_slot IS NOT NULL
    GROUP BY resource_slot, user_id)
SELECT resource_slot, count_if(level >= 1) AS users, count_if(level >= 2) AS carts, count_if(level = 3) AS buyers, round(CAST(count_if(level = 3) AS double) / count_if(level >= 1), 3) AS conversion_rate
FROM journeys
WHERE level >= 1
GROUP BY resource_slot
ORDER BY conversion_rate DESC, resource_slot;

-- The same people, marked by how far they came
WITH journeys AS (
    SELECT resource_slot, user_id, funnel(event_time, INTERVAL '24' HOUR, steps(event = 'view', event = 'add_to_cart', event = 'pay')) AS level
    FROM (
        SELECT user_id, event_time, event, last_value(resource_slot) IGNORE NULLS OVER (PARTITION BY user_id, product_id ORDER BY event_time, event) AS resource_slot
        FROM shop.tiny.events
        WHERE product_id IS NOT NULL)
    WHERE resource_slot IS NOT NULL
    GROUP BY resource_slot, user_id)
SELECT resource_slot, user_id, level >= 2 AS carts, level = 3 AS buyers
FROM journeys
WHERE level >= 1
ORDER BY resource_slot, user_id;
