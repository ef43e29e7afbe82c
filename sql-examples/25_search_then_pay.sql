-- Who searches and pays within the hour, without a coupon: how many customers of each level, and how many such purchases?

WITH customers AS (
    SELECT user_id, sequence_count(event_time, steps(event = 'search', event = 'pay' AND coupon_id IS NULL), '(?1)(?t<=3600)(?2)') AS purchases
    FROM shop.tiny.events
    GROUP BY user_id)
SELECT member_level, count(*) AS users, count_if(purchases > 0) AS quick_buyers, round(CAST(count_if(purchases > 0) AS double) / count(*), 3) AS rate, sum(purchases) AS purchases
FROM customers
JOIN shop.tiny.users USING (user_id)
GROUP BY member_level
ORDER BY rate DESC, member_level;

-- The same people, marked where they did
WITH customers AS (
    SELECT user_id, sequence_match(event_time, steps(event = 'search', event = 'pay' AND coupon_id IS NULL), '(?1)(?t<=3600)(?2)') AS quick_buyers
    FROM shop.tiny.events
    GROUP BY user_id)
SELECT member_level, user_id, quick_buyers
FROM customers
JOIN shop.tiny.users USING (user_id)
ORDER BY member_level, user_id;
