-- Did the push campaigns make people buy? Payments within 48 hours, each arm against its control group

WITH people AS (
    SELECT p.campaign, p.arm, p.user_id, count(e.user_id) > 0 AS buyers
    FROM shop.tiny.pushes p
    LEFT JOIN shop.tiny.events e
        ON e.user_id = p.user_id AND e.event = 'pay' AND e.event_time >= p.assigned_at AND e.event_time < p.assigned_at + INTERVAL '48' HOUR
    GROUP BY p.campaign, p.arm, p.user_id),
arms AS (
    SELECT campaign, arm, count(*) AS users, count_if(buyers) AS buyers, round(CAST(count_if(buyers) AS double) / count(*), 3) AS conversion_rate
    FROM people
    GROUP BY campaign, arm)
SELECT campaign, arm, users, buyers, conversion_rate,
       round(100 * (conversion_rate - max(IF(arm = 'control', conversion_rate)) OVER (PARTITION BY campaign)), 1) AS uplift_points
FROM arms
ORDER BY campaign, arm;

-- The same people, marked where they bought
SELECT p.campaign, p.arm, p.user_id, count(e.user_id) > 0 AS buyers
FROM shop.tiny.pushes p
LEFT JOIN shop.tiny.events e
    ON e.user_id = p.user_id AND e.event = 'pay' AND e.event_time >= p.assigned_at AND e.event_time < p.assigned_at + INTERVAL '48' HOUR
GROUP BY p.campaign, p.arm, p.user_id
ORDER BY campaign, arm, user_id;
