-- title: Did the campaigns make people buy, and how sure is that?
-- description: Payments within 48 hours after assignment, each arm against its control group, in percentage points with the 95 % interval.
-- display: table
-- settings: {}
WITH people AS (
    SELECT p.campaign, p.arm, p.user_id, count(o.order_id) > 0 AS bought
    FROM pushes p
    LEFT JOIN orders o ON o.user_id = p.user_id AND o.paid_at >= p.assigned_at AND o.paid_at < p.assigned_at + INTERVAL '48' HOUR
    WHERE p.assigned_at >= CAST({{from}} AS timestamp(6)) AND p.assigned_at < CAST({{to}} AS timestamp(6)) [[AND p.campaign = {{campaign}}]]
    GROUP BY p.campaign, p.arm, p.user_id),
arms AS (
    SELECT campaign, arm, count(*) AS people, count_if(bought) AS buyers
    FROM people
    GROUP BY campaign, arm),
compared AS (
    SELECT campaign, arm, people, buyers,
           max(IF(arm = 'control', people)) OVER (PARTITION BY campaign) AS control_people,
           max(IF(arm = 'control', buyers)) OVER (PARTITION BY campaign) AS control_buyers
    FROM arms),
effects AS (
    SELECT campaign, arm, people, buyers, uplift(people, buyers, control_people, control_buyers) AS effect
    FROM compared
    WHERE arm <> 'control')
SELECT campaign, arm, people, buyers,
       round(100 * effect.lift, 1) AS uplift_points, round(100 * effect.low, 1) AS low, round(100 * effect.high, 1) AS high,
       CAST(effect.p_value AS decimal(5, 4)) AS p_value
FROM effects
ORDER BY campaign, arm
