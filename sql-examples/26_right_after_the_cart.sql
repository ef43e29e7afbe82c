-- What do people do right after the first thing that they put into the cart on a visit?

WITH visits AS (
    SELECT user_id, session_id, next_event(event_time, event, event = 'add_to_cart') AS next_event
    FROM shop.tiny.events
    WHERE event <> 'exposure'
    GROUP BY user_id, session_id
    HAVING count_if(event = 'add_to_cart') > 0)
SELECT coalesce(next_event, '(leave)') AS next_event, count(DISTINCT user_id) AS users, count(*) AS visits, round(CAST(count(*) AS double) / sum(count(*)) OVER (), 3) AS share
FROM visits
GROUP BY coalesce(next_event, '(leave)')
ORDER BY visits DESC, next_event;

-- The same people
WITH visits AS (
    SELECT user_id, session_id, next_event(event_time, event, event = 'add_to_cart') AS next_event
    FROM shop.tiny.events
    WHERE event <> 'exposure'
    GROUP BY user_id, session_id
    HAVING count_if(event = 'add_to_cart') > 0)
SELECT DISTINCT coalesce(next_event, '(leave)') AS next_event, user_id
FROM visits
ORDER BY next_event, user_id;
