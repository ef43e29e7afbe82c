-- Which resource slots earn the revenue, if the first, the last or every view within seven days before a payment is credited?

WITH credits AS (
    SELECT user_id, model, attribution(event_time, IF(event = 'view', resource_slot), IF(event = 'pay', amount), INTERVAL '7' DAY, 'model=' || model || '; direct=(no slot)') AS credits
    FROM shop.tiny.events
    CROSS JOIN (VALUES 'first', 'last', 'linear') AS models (model)
    WHERE event IN ('view', 'pay')
    GROUP BY user_id, model)
SELECT
    touchpoint AS resource_slot,
    count(DISTINCT user_id) AS users,
    round(sum(credit) FILTER (WHERE model = 'first')) AS first_touch,
    round(sum(credit) FILTER (WHERE model = 'last')) AS last_touch,
    round(sum(credit) FILTER (WHERE model = 'linear')) AS linear
FROM credits
CROSS JOIN UNNEST(credits) AS c (touchpoint, credit)
GROUP BY touchpoint
ORDER BY linear DESC, resource_slot;

-- The same people: whose revenue a slot is credited with under any of the models
WITH credits AS (
    SELECT user_id, model, attribution(event_time, IF(event = 'view', resource_slot), IF(event = 'pay', amount), INTERVAL '7' DAY, 'model=' || model || '; direct=(no slot)') AS credits
    FROM shop.tiny.events
    CROSS JOIN (VALUES 'first', 'last', 'linear') AS models (model)
    WHERE event IN ('view', 'pay')
    GROUP BY user_id, model)
SELECT DISTINCT touchpoint AS resource_slot, user_id
FROM credits
CROSS JOIN UNNEST(credits) AS c (touchpoint, credit)
ORDER BY resource_slot, user_id;
