-- How much do the crowds that we push to overlap?

CREATE SCHEMA IF NOT EXISTS crowd.overlap;

DROP TABLE IF EXISTS crowd.overlap.crowds;

-- Everybody who did something in the last week of the year, by what it was
CREATE TABLE crowd.overlap.crowds AS
SELECT event AS crowd, user_id
FROM shop.tiny.events
WHERE event_time >= TIMESTAMP '2025-12-25 00:00:00'
    AND event IN ('favourite', 'add_to_cart', 'pay');

-- Each crowd with each other: on the diagonal, a crowd with itself
SELECT a.crowd, b.crowd AS other, count(*) AS users
FROM crowd.overlap.crowds AS a
JOIN crowd.overlap.crowds AS b USING (user_id)
GROUP BY a.crowd, b.crowd
ORDER BY a.crowd, other;

-- The same people
SELECT a.crowd, b.crowd AS other, user_id
FROM crowd.overlap.crowds AS a
JOIN crowd.overlap.crowds AS b USING (user_id)
ORDER BY a.crowd, other, user_id;
