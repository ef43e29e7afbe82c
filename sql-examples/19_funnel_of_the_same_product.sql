-- Do visitors order the very product that they marked as a favourite, or just any product?

SELECT step, element_at(ARRAY['view', 'favourite', 'add_to_cart', 'order'], step) AS event, count_if(same_product >= step) AS users, count_if(any_product >= step) AS any_product
FROM (
    SELECT user_id,
           funnel_by(event_time, INTERVAL '30' DAY, steps(event = 'view', event = 'favourite', event = 'add_to_cart', event = 'order'), product_id) AS same_product,
           funnel(event_time, INTERVAL '30' DAY, steps(event = 'view', event = 'favourite', event = 'add_to_cart', event = 'order')) AS any_product
    FROM shop.tiny.events
    GROUP BY user_id)
CROSS JOIN UNNEST(sequence(1, 4)) AS s (step)
GROUP BY step
ORDER BY step;

-- The same people, step by step
SELECT step, user_id
FROM (
    SELECT user_id, funnel_by(event_time, INTERVAL '30' DAY, steps(event = 'view', event = 'favourite', event = 'add_to_cart', event = 'order'), product_id) AS level
    FROM shop.tiny.events
    GROUP BY user_id)
CROSS JOIN UNNEST(sequence(1, 4)) AS s (step)
WHERE level >= step
ORDER BY step DESC, user_id;
