-- By which ways do buyers come to a payment?

WITH visits AS (
    SELECT user_id, path_analysis(event_time, event, INTERVAL '30' MINUTE, 8, 'end=pay; collapse=true') AS paths
    FROM shop.tiny.events
    WHERE event IN ('view', 'favourite', 'add_to_cart', 'pay')
    GROUP BY user_id)
SELECT array_join(path, ' → ') AS way, count(DISTINCT user_id) AS users, count(*) AS visits
FROM visits
CROSS JOIN UNNEST(paths) AS p (path)
GROUP BY array_join(path, ' → ')
ORDER BY users DESC, way
LIMIT 8;

-- The same people
WITH visits AS (
    SELECT user_id, path_analysis(event_time, event, INTERVAL '30' MINUTE, 8, 'end=pay; collapse=true') AS paths
    FROM shop.tiny.events
    WHERE event IN ('view', 'favourite', 'add_to_cart', 'pay')
    GROUP BY user_id)
SELECT DISTINCT array_join(path, ' → ') AS way, user_id
FROM visits
CROSS JOIN UNNEST(paths) AS p (path)
ORDER BY way, user_id;
