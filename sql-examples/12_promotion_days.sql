-- Which days stood out in the year, and how many of their buyers bought for the first time?

WITH purchases AS (
    SELECT user_id, date(paid_at) AS day, amount, row_number() OVER (PARTITION BY user_id ORDER BY paid_at, order_id) = 1 AS is_first
    FROM shop.tiny.orders
    WHERE paid_at IS NOT NULL)
SELECT day, count(DISTINCT user_id) AS users, count_if(is_first) AS first_buyers, sum(amount) AS revenue
FROM purchases
GROUP BY day
ORDER BY revenue DESC, day
LIMIT 10;

-- The same people
WITH purchases AS (
    SELECT user_id, date(paid_at) AS day, row_number() OVER (PARTITION BY user_id ORDER BY paid_at, order_id) = 1 AS is_first
    FROM shop.tiny.orders
    WHERE paid_at IS NOT NULL)
SELECT day, user_id, bool_or(is_first) AS first_buyers
FROM purchases
GROUP BY day, user_id
ORDER BY day, user_id;
