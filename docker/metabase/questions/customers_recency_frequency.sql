-- title: How many customers are recent, how many are frequent?
-- description: Customers by their fifth of recency and of frequency; 5 is best.
-- display: table
-- settings: {"table.pivot": true, "table.pivot_column": "frequency_score", "table.cell_column": "users"}
WITH customers AS (
    SELECT user_id, date_diff('day', date(max(paid_at)), (SELECT date(as_of) FROM clock)) AS recency, count(*) AS frequency, sum(amount) AS monetary
    FROM orders
    WHERE paid_at < (SELECT as_of FROM clock) [[AND platform = {{platform}}]]
    GROUP BY user_id),
scores AS (
    SELECT rfm_score(recency, frequency, monetary, (SELECT rfm_cuts(recency, frequency, monetary) FROM customers)) AS score
    FROM customers)
SELECT score / 100 AS recency_score, score / 10 % 10 AS frequency_score, count(*) AS users
FROM scores
GROUP BY score / 100, score / 10 % 10
ORDER BY recency_score DESC, frequency_score
