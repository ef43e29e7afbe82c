-- Did the push campaigns make people buy, and how sure is that? Payments within 48 hours, each arm against its control group

WITH people AS (
    SELECT p.campaign, p.arm, p.user_id, count(o.order_id) > 0 AS buyers
    FROM shop.sf1.pushes p
    LEFT JOIN shop.sf1.orders o
        ON o.user_id = p.user_id AND o.paid_at >= p.assigned_at AND o.paid_at < p.assigned_at + INTERVAL '48' HOUR
    GROUP BY p.campaign, p.arm, p.user_id),
arms AS (
    SELECT campaign, arm, count(*) AS users, count_if(buyers) AS buyers
    FROM people
    GROUP BY campaign, arm),
compared AS (
    SELECT *,
           max(IF(arm = 'control', users)) OVER (PARTITION BY campaign) AS control_users,
           max(IF(arm = 'control', buyers)) OVER (PARTITION BY campaign) AS control_buyers
    FROM arms),
effects AS (
    SELECT *, uplift(users, buyers, control_users, control_buyers) AS effect
    FROM compared
    WHERE arm <> 'control')
SELECT campaign, arm, users, buyers, control_users, control_buyers,
       round(100 * effect.lift, 1) AS uplift_points, round(100 * effect.low, 1) AS low, round(100 * effect.high, 1) AS high,
       CAST(effect.p_value AS decimal(5, 4)) AS p_value
FROM effects
ORDER BY campaign, arm;

-- The same people, marked where they bought
SELECT p.campaign, p.arm, p.user_id, count(o.order_id) > 0 AS buyers
FROM shop.sf1.pushes p
LEFT JOIN shop.sf1.orders o
    ON o.user_id = p.user_id AND o.paid_at >= p.assigned_at AND o.paid_at < p.assigned_at + INTERVAL '48' HOUR
GROUP BY p.campaign, p.arm, p.user_id
ORDER BY campaign, arm, user_id;
