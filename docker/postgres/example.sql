-- Which of those who left the online shop still buy in a store? Three catalogs in one query.

CREATE SCHEMA IF NOT EXISTS crowd.sales;

DROP TABLE IF EXISTS crowd.sales.store_buyers;

CREATE TABLE crowd.sales.store_buyers AS
SELECT DISTINCT user_id
FROM postgres.public.store_orders
WHERE ordered_at >= TIMESTAMP '2025-10-01 00:00:00';

WITH stages AS (
    SELECT user_id, lifecycle_stage(min(event_time), max(event_time), count(DISTINCT date(event_time)), TIMESTAMP '2026-01-01 00:00:00') AS stage
    FROM shop.tiny.events
    GROUP BY user_id),
stores AS (
    SELECT user_id, sum(amount) AS store_revenue
    FROM postgres.public.store_orders
    WHERE ordered_at >= TIMESTAMP '2025-10-01 00:00:00'
    GROUP BY user_id)
SELECT stage, count(*) AS users, sum(store_revenue) AS store_revenue
FROM stages
JOIN crowd.sales.store_buyers USING (user_id)
JOIN stores USING (user_id)
GROUP BY stage
ORDER BY store_revenue DESC;
