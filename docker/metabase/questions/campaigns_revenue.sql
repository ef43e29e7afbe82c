-- title: What does a recipient bring?
-- description: Money paid within 48 hours after assignment, per person of the arm.
-- display: bar
-- settings: {"graph.dimensions": ["campaign", "arm"], "graph.metrics": ["revenue_per_person"]}
SELECT p.campaign, p.arm, count(DISTINCT p.user_id) AS people, CAST(coalesce(sum(o.amount), 0) / CAST(count(DISTINCT p.user_id) AS decimal(18, 0)) AS decimal(12, 2)) AS revenue_per_person
FROM pushes p
LEFT JOIN orders o ON o.user_id = p.user_id AND o.paid_at >= p.assigned_at AND o.paid_at < p.assigned_at + INTERVAL '48' HOUR
WHERE p.assigned_at >= CAST({{from}} AS timestamp(6)) AND p.assigned_at < CAST({{to}} AS timestamp(6)) [[AND p.campaign = {{campaign}}]]
GROUP BY p.campaign, p.arm
ORDER BY p.campaign, p.arm
