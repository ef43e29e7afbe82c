-- title: What became of the messages we sent?
-- description: People of the arms that are sent something; converted is a payment within 48 hours after assignment.
-- display: funnel
-- settings: {"funnel.dimension": "step_name", "funnel.metric": "people"}
WITH people AS (
    SELECT campaign, arm, user_id, assigned_at, sent_at, delivered_at, opened_at, clicked_at
    FROM pushes
    WHERE assigned_at >= CAST({{from}} AS timestamp(6)) AND assigned_at < CAST({{to}} AS timestamp(6)) AND arm <> 'control' [[AND campaign = {{campaign}}]]),
converted AS (
    SELECT p.campaign, p.user_id
    FROM people p
    JOIN orders o ON o.user_id = p.user_id AND o.paid_at >= p.assigned_at AND o.paid_at < p.assigned_at + INTERVAL '48' HOUR
    WHERE p.clicked_at IS NOT NULL
    GROUP BY p.campaign, p.user_id),
steps AS (
    SELECT count(sent_at) AS sent, count(delivered_at) AS delivered, count(opened_at) AS opened, count(clicked_at) AS clicked, (SELECT count(*) FROM converted) AS bought
    FROM people)
SELECT step_name, people
FROM steps
CROSS JOIN UNNEST(ARRAY['sent', 'delivered', 'opened', 'clicked', 'clicked and paid'], ARRAY[sent, delivered, opened, clicked, bought]) WITH ORDINALITY AS s (step_name, people, position)
ORDER BY position
