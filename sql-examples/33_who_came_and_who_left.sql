-- A crowd is computed anew every week: who has come since last week, and who has left?

CREATE SCHEMA IF NOT EXISTS crowd.weekly;

DROP TABLE IF EXISTS crowd.weekly.active;

-- Version 1: the week before Christmas
CREATE TABLE crowd.weekly.active AS
SELECT DISTINCT user_id
FROM shop.tiny.events
WHERE event_time >= TIMESTAMP '2025-12-15 00:00:00' AND event_time < TIMESTAMP '2025-12-22 00:00:00';

-- Versions 2 and 3: who is new comes in, who was not seen goes
INSERT INTO crowd.weekly.active
SELECT user_id
FROM shop.tiny.events
WHERE event_time >= TIMESTAMP '2025-12-22 00:00:00' AND event_time < TIMESTAMP '2025-12-29 00:00:00';

DELETE FROM crowd.weekly.active
WHERE user_id NOT IN (
    SELECT user_id
    FROM shop.tiny.events
    WHERE event_time >= TIMESTAMP '2025-12-22 00:00:00' AND event_time < TIMESTAMP '2025-12-29 00:00:00');

SELECT change, count(*) AS users
FROM TABLE(crowd.system.changes('weekly', 'active', 1, 3))
GROUP BY change
ORDER BY change;

-- The history: each version can be read, FOR VERSION AS OF 1
SELECT version, operation, rows, added_rows, removed_rows
FROM crowd.weekly."active$snapshots"
ORDER BY version;

-- The same people
SELECT change, user_id
FROM TABLE(crowd.system.changes('weekly', 'active', 1, 3))
ORDER BY change, user_id;
