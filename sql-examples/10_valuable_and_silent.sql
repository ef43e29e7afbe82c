-- Which customers of high value have gone silent, and through which channel did they come?

WITH customers AS (
    SELECT user_id, date_diff('day', date(max(paid_at)), DATE '2026-01-01') AS recency, count(*) AS frequency, sum(amount) AS monetary
    FROM shop.tiny.orders
    WHERE paid_at IS NOT NULL
    GROUP BY user_id),
cuts AS (
    SELECT rfm_cuts(recency, frequency, monetary, 'median') AS cuts
    FROM customers),
stages AS (
    SELECT user_id, lifecycle_stage(min(event_time), max(event_time), count(DISTINCT date(event_time)), TIMESTAMP '2026-01-01 00:00:00') AS stage
    FROM shop.tiny.events
    GROUP BY user_id)
SELECT channel, count(*) AS users, sum(monetary) AS revenue
FROM customers
CROSS JOIN cuts
JOIN stages USING (user_id)
JOIN shop.tiny.users USING (user_id)
WHERE stage IN ('silent', 'lost')
  AND frequency > cuts.frequency[1]
  AND monetary > cuts.monetary[1]
GROUP BY channel
ORDER BY revenue DESC, channel;

-- The same people, the most valuable first
WITH customers AS (
    SELECT user_id, date_diff('day', date(max(paid_at)), DATE '2026-01-01') AS recency, count(*) AS frequency, sum(amount) AS monetary
    FROM shop.tiny.orders
    WHERE paid_at IS NOT NULL
    GROUP BY user_id),
cuts AS (
    SELECT rfm_cuts(recency, frequency, monetary, 'median') AS cuts
    FROM customers),
stages AS (
    SELECT user_id, lifecycle_stage(min(event_time), max(event_time), count(DISTINCT date(event_time)), TIMESTAMP '2026-01-01 00:00:00') AS stage
    FROM shop.tiny.events
    GROUP BY user_id)
SELECT channel, user_id, stage, monetary
FROM customers
CROSS JOIN cuts
JOIN stages USING (user_id)
JOIN shop.tiny.users USING (user_id)
WHERE stage IN ('silent', 'lost')
  AND frequency > cuts.frequency[1]
  AND monetary > cuts.monetary[1]
ORDER BY monetary DESC, user_id;
