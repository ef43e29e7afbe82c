-- title: Where do visits go, and where do they end?
-- description: The first four steps of a visit; thirty minutes without an event end it.
-- display: sankey
-- settings: {"sankey.source": "source", "sankey.target": "target", "sankey.value": "visits"}
SELECT source, target, count(*) AS visits
FROM (
    SELECT path_edges(path_analysis(event_time, event, INTERVAL '30' MINUTE, 4, 'collapse=true')) AS edges
    FROM events
    WHERE event_time >= CAST({{from}} AS timestamp(6)) AND event_time < CAST({{to}} AS timestamp(6))
        AND event IN ('exposure', 'search', 'view', 'favourite', 'add_to_cart', 'order', 'pay') [[AND platform = {{platform}}]]
    GROUP BY user_id)
CROSS JOIN UNNEST(edges) AS e (step, source, target, event_source, event_target)
GROUP BY source, target
ORDER BY visits DESC, source, target
LIMIT 40
