-- How many visitors go from looking at a product to ordering that very product, and how many only if any product counts?

SELECT step, element_at(ARRAY['view', 'add_to_cart', 'order'], step) AS event, count_if(same_product >= step) AS users, count_if(any_product >= step) AS any_product
FROM (
    SELECT user_id,
           funnel_by(event_time, INTERVAL '7' DAY, steps(event = 'view', event = 'add_to_cart', event = 'order'), product_id) AS same_product,
           funnel(event_time, INTERVAL '7' DAY, steps(event = 'view', event = 'add_to_cart', event = 'order')) AS any_product
    FROM shop.tiny.events
    GROUP BY user_id)
CROSS JOIN UNNEST(sequence(1, 3)) AS s (step)
GROUP BY step
ORDER BY step;

-- The same people, step by step
SELECT step, user_id
FROM (
    SELECT user_id, funnel_by(event_time, INTERVAL '7' DAY, steps(event = 'view', event = 'add_to_cart', event = 'order'), product_id) AS level
    FROM shop.tiny.events
    GROUP BY user_id)
CROSS JOIN UNNEST(sequence(1, 3)) AS s (step)
WHERE level >= step
ORDER BY step DESC, user_id;
