-- Of the customers who bought in a category, how many bought in it again on another day?

WITH buyers AS (
    SELECT category, user_id, count(DISTINCT date(paid_at)) AS purchase_days
    FROM shop.tiny.orders
    JOIN shop.tiny.order_items USING (order_id, user_id)
    JOIN shop.tiny.products USING (product_id)
    WHERE paid_at IS NOT NULL
    GROUP BY category, user_id)
SELECT category, count(*) AS users, count_if(purchase_days > 1) AS bought_again, round(CAST(count_if(purchase_days > 1) AS double) / count(*), 3) AS repurchase_rate
FROM buyers
GROUP BY category
ORDER BY repurchase_rate DESC, category;

-- The same people, marked where they bought again
WITH buyers AS (
    SELECT category, user_id, count(DISTINCT date(paid_at)) AS purchase_days
    FROM shop.tiny.orders
    JOIN shop.tiny.order_items USING (order_id, user_id)
    JOIN shop.tiny.products USING (product_id)
    WHERE paid_at IS NOT NULL
    GROUP BY category, user_id)
SELECT category, user_id, purchase_days > 1 AS bought_again
FROM buyers
ORDER BY category, user_id;
