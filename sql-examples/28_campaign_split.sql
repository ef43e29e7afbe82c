-- How do we deal the silent customers to the arms of a new campaign, and did the arms of past campaigns come out as planned?

WITH silent AS (
    SELECT user_id
    FROM shop.tiny.events
    GROUP BY user_id
    HAVING max(event_time) < TIMESTAMP '2026-01-01 00:00:00' - INTERVAL '30' DAY AND max(event_time) >= TIMESTAMP '2026-01-01 00:00:00' - INTERVAL '90' DAY)
SELECT arm, element_at(ARRAY['coupon', 'message', 'control'], arm) AS name, count(*) AS users, round(CAST(count(*) AS double) / sum(count(*)) OVER (), 3) AS user_share
FROM (
    -- who is dealt again next week comes into the same arm
    SELECT user_id, crowd_split(user_id, 'silent 2026-01', ARRAY[45, 45, 10]) AS arm
    FROM silent)
GROUP BY arm
ORDER BY arm;

-- Past campaigns: a p below 0.001 says that people got lost, or came in twice, and that no effect should be believed
WITH plans (campaign, arm, weight) AS (
    VALUES
        ('3.8', 'control', 50), ('3.8', 'treatment', 50),
        ('618', 'control', 34), ('618', 'coupon', 33), ('618', 'message', 33),
        ('back to school', 'control', 50), ('back to school', 'treatment', 50),
        ('9.9', 'control', 50), ('9.9', 'treatment', 50),
        ('11.11', 'control', 50), ('11.11', 'treatment', 50),
        ('12.12', 'control', 50), ('12.12', 'treatment', 50)),
sizes AS (
    SELECT campaign, arm, count(*) AS people
    FROM shop.sf1.pushes
    GROUP BY campaign, arm),
planned AS (
    -- from the plan, so that an arm without anybody counts 0
    SELECT campaign, array_agg(coalesce(people, 0) ORDER BY arm) AS counts, array_agg(weight ORDER BY arm) AS weights
    FROM plans
    LEFT JOIN sizes USING (campaign, arm)
    GROUP BY campaign)
SELECT campaign, array_join(counts, ' : ') AS users_by_arm, array_join(weights, ' : ') AS plan, CAST(sample_ratio_p(counts, weights) AS decimal(5, 4)) AS p, sample_ratio_p(counts, weights) < 0.001 AS is_broken
FROM planned
ORDER BY campaign;

-- The same people
SELECT crowd_split(user_id, 'silent 2026-01', ARRAY[45, 45, 10]) AS arm, user_id
FROM shop.tiny.events
GROUP BY user_id
HAVING max(event_time) < TIMESTAMP '2026-01-01 00:00:00' - INTERVAL '30' DAY AND max(event_time) >= TIMESTAMP '2026-01-01 00:00:00' - INTERVAL '90' DAY
ORDER BY arm, user_id;
