-- Which products are in many carts right now, and how many of those who added them buy within 15 days by themselves?

WITH additions AS (
    -- one funnel for each product and person, so that all steps are about the same product
    SELECT product_id, user_id,
           sum(quantity) FILTER (WHERE event = 'add_to_cart') AS pieces,
           funnel(event_time, INTERVAL '15' DAY, steps(event = 'add_to_cart', event = 'pay')) AS level
    FROM shop.tiny.events
    WHERE event_time >= TIMESTAMP '2025-12-17 00:00:00' AND product_id IS NOT NULL
    GROUP BY product_id, user_id)
SELECT product_id, name, count(*) AS users, sum(pieces) AS pieces, stock, count_if(level = 2) AS buyers, round(CAST(count_if(level = 2) AS double) / count(*), 3) AS natural_rate
FROM additions
JOIN shop.tiny.products USING (product_id)
WHERE level > 0 AND on_shelf
GROUP BY product_id, name, stock
ORDER BY users DESC, product_id
LIMIT 10;

-- The same people: who could be reminded, and who bought already
SELECT product_id, user_id, level = 2 AS buyers
FROM (
    SELECT product_id, user_id, funnel(event_time, INTERVAL '15' DAY, steps(event = 'add_to_cart', event = 'pay')) AS level
    FROM shop.tiny.events
    WHERE event_time >= TIMESTAMP '2025-12-17 00:00:00' AND product_id IS NOT NULL
    GROUP BY product_id, user_id)
WHERE level > 0
ORDER BY product_id, user_id;
