-- title: Which kinds of customers do we have?
-- description: The eleven RFM segments of everybody who has paid, as of the present.
-- display: row
-- settings: {"graph.dimensions": ["segment"], "graph.metrics": ["users"]}
WITH customers AS (
    SELECT user_id, date_diff('day', date(max(paid_at)), (SELECT date(as_of) FROM clock)) AS recency, count(*) AS frequency, sum(amount) AS monetary
    FROM orders
    WHERE paid_at < (SELECT as_of FROM clock) [[AND platform = {{platform}}]]
    GROUP BY user_id),
segments AS (
    SELECT rfm_segment(rfm_score(recency, frequency, monetary, (SELECT rfm_cuts(recency, frequency, monetary) FROM customers))) AS segment, monetary
    FROM customers)
SELECT segment, count(*) AS users, sum(monetary) AS revenue
FROM segments
GROUP BY segment
ORDER BY users DESC, segment
