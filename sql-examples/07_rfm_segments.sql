-- Into which of the eleven RFM segments do our customers fall, and what is each segment worth?

WITH customers AS (
    SELECT user_id, date_diff('day', date(max(paid_at)), DATE '2026-01-01') AS recency, count(*) AS frequency, sum(amount) AS monetary
    FROM shop.tiny.orders
    WHERE paid_at IS NOT NULL
    GROUP BY user_id),
cuts AS (
    SELECT rfm_cuts(recency, frequency, monetary) AS cuts
    FROM customers)
SELECT rfm_segment(rfm_score(recency, frequency, monetary, cuts)) AS segment,
       count(*) AS users,
       round(CAST(count(*) AS double) / sum(count(*)) OVER (), 3) AS user_share,
       round(CAST(sum(monetary) AS double) / CAST(sum(sum(monetary)) OVER () AS double), 3) AS revenue_share
FROM customers
CROSS JOIN cuts
GROUP BY rfm_segment(rfm_score(recency, frequency, monetary, cuts))
ORDER BY revenue_share DESC, segment;

-- The same people
WITH customers AS (
    SELECT user_id, date_diff('day', date(max(paid_at)), DATE '2026-01-01') AS recency, count(*) AS frequency, sum(amount) AS monetary
    FROM shop.tiny.orders
    WHERE paid_at IS NOT NULL
    GROUP BY user_id),
cuts AS (
    SELECT rfm_cuts(recency, frequency, monetary) AS cuts
    FROM customers)
SELECT rfm_segment(rfm_score(recency, frequency, monetary, cuts)) AS segment, user_id, recency, frequency, monetary
FROM customers
CROSS JOIN cuts
ORDER BY monetary DESC, user_id;
