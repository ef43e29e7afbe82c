-- How many customers are in each of the eight value classes, measured against the average customer?

WITH customers AS (
    SELECT user_id, date_diff('day', date(max(paid_at)), DATE '2026-01-01') AS recency, count(*) AS frequency, sum(amount) AS monetary
    FROM shop.tiny.orders
    WHERE paid_at IS NOT NULL
    GROUP BY user_id),
cuts AS (
    SELECT rfm_cuts(recency, frequency, monetary, 'mean') AS cuts
    FROM customers)
SELECT rfm_class(recency, frequency, monetary, cuts) AS value_class, count(*) AS users, avg(monetary) AS revenue_per_customer
FROM customers
CROSS JOIN cuts
GROUP BY rfm_class(recency, frequency, monetary, cuts)
ORDER BY revenue_per_customer DESC, value_class;

-- The same people
WITH customers AS (
    SELECT user_id, date_diff('day', date(max(paid_at)), DATE '2026-01-01') AS recency, count(*) AS frequency, sum(amount) AS monetary
    FROM shop.tiny.orders
    WHERE paid_at IS NOT NULL
    GROUP BY user_id),
cuts AS (
    SELECT rfm_cuts(recency, frequency, monetary, 'mean') AS cuts
    FROM customers)
SELECT rfm_class(recency, frequency, monetary, cuts) AS value_class, user_id
FROM customers
CROSS JOIN cuts
ORDER BY value_class, user_id;
