-- Where do visits in December go from their first step, and where do they end? (the edges of a Sankey chart)

WITH visits AS (
    SELECT user_id, path_edges(path_analysis(event_time, event, INTERVAL '30' MINUTE, 4, 'collapse=true')) AS edges
    FROM shop.tiny.events
    WHERE event_time >= TIMESTAMP '2025-12-01 00:00:00' AND event IN ('exposure', 'search', 'view', 'favourite', 'add_to_cart', 'order', 'pay')
    GROUP BY user_id)
SELECT source, target, count(DISTINCT user_id) AS users, count(*) AS transitions
FROM visits
CROSS JOIN UNNEST(edges) AS e (step, source, target, event_source, event_target)
GROUP BY step, source, target
ORDER BY step, users DESC, source, target
LIMIT 20;

-- The same people
WITH visits AS (
    SELECT user_id, path_edges(path_analysis(event_time, event, INTERVAL '30' MINUTE, 4, 'collapse=true')) AS edges
    FROM shop.tiny.events
    WHERE event_time >= TIMESTAMP '2025-12-01 00:00:00' AND event IN ('exposure', 'search', 'view', 'favourite', 'add_to_cart', 'order', 'pay')
    GROUP BY user_id)
SELECT DISTINCT source, target, user_id
FROM visits
CROSS JOIN UNNEST(edges) AS e (step, source, target, event_source, event_target)
ORDER BY source, target, user_id;
