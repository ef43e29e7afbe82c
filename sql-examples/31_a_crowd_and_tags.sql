-- Of those who left a cart: how many are gold members of each region, and who?

CREATE SCHEMA IF NOT EXISTS crowd.portrait;

DROP TABLE IF EXISTS crowd.portrait.crowds;

DROP TABLE IF EXISTS crowd.portrait.tags;

CREATE TABLE crowd.portrait.crowds AS
SELECT CAST('left cart' AS varchar) AS crowd, user_id
FROM (
    SELECT user_id, funnel(event_time, INTERVAL '24' HOUR, steps(event = 'add_to_cart', event = 'order')) AS level
    FROM shop.tiny.events
    WHERE event_time >= TIMESTAMP '2025-12-01 00:00:00'
    GROUP BY user_id)
WHERE level = 1;

-- What is known of people: one bitmap for each tag and value
CREATE TABLE crowd.portrait.tags AS
SELECT tag, value, user_id
FROM shop.tiny.users
CROSS JOIN UNNEST(ARRAY['region', 'member'], ARRAY[region, member_level]) AS t (tag, value);

SELECT region.value AS region, count(*) AS users
FROM crowd.portrait.tags AS region
WHERE region.tag = 'region'
    AND user_id IN (SELECT user_id FROM crowd.portrait.crowds WHERE crowd = 'left cart')
    AND user_id IN (SELECT user_id FROM crowd.portrait.tags WHERE tag = 'member' AND value = 'gold')
GROUP BY region.value
ORDER BY users DESC, region;

-- The same people, with the expression of sets that analysts know from other tools
SELECT region.value AS region, user_id
FROM TABLE(crowd.system.users('portrait', '"left cart" & member:gold'))
JOIN crowd.portrait.tags AS region USING (user_id)
WHERE region.tag = 'region'
ORDER BY region, user_id;
