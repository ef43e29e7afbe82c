-- title: How far did the people of each arm come?
-- description: By receipts, as shares of all people assigned to the arm. Bought is a payment within 48 hours after assignment; what the control group bought is natural.
-- display: bar
-- settings: {"graph.dimensions": ["step_name", "arm"], "graph.metrics": ["share"]}
WITH people AS (
    SELECT campaign, arm, user_id, assigned_at, sent_at IS NOT NULL AS is_sent
    FROM pushes
    WHERE assigned_at >= CAST({{from}} AS timestamp(6)) AND assigned_at < CAST({{to}} AS timestamp(6)) [[AND campaign = {{campaign}}]]),
received AS (
    SELECT
        p.campaign, p.user_id,
        count_if(r.event IN ('delivered', 'opened', 'clicked')) > 0 AS is_delivered,
        count_if(r.event IN ('opened', 'clicked')) > 0 AS is_opened,
        count_if(r.event = 'clicked') > 0 AS is_clicked
    FROM people p
    JOIN receipts r ON r.campaign = p.campaign AND r.user_id = p.user_id
    GROUP BY p.campaign, p.user_id),
bought AS (
    SELECT DISTINCT p.campaign, p.user_id
    FROM people p
    JOIN orders o ON o.user_id = p.user_id AND o.paid_at >= p.assigned_at AND o.paid_at < p.assigned_at + INTERVAL '48' HOUR),
arms AS (
    SELECT
        p.arm,
        count(*) AS assigned,
        ARRAY[count_if(p.is_sent), count_if(r.is_delivered), count_if(r.is_opened), count_if(r.is_clicked), count(b.user_id)] AS counts
    FROM people p
    LEFT JOIN received r ON r.campaign = p.campaign AND r.user_id = p.user_id
    LEFT JOIN bought b ON b.campaign = p.campaign AND b.user_id = p.user_id
    GROUP BY p.arm)
SELECT step_name, arm, round(CAST(people AS double) / assigned, 4) AS share, people
FROM arms
CROSS JOIN UNNEST(ARRAY['sent', 'delivered', 'opened', 'clicked', 'bought'], counts) WITH ORDINALITY AS s (step_name, people, position)
ORDER BY position, arm
