-- Our ids are strings: how do we give every device a small, dense number that stays the same for ever?

CREATE SCHEMA IF NOT EXISTS warehouse.examples;

DROP TABLE IF EXISTS warehouse.examples.tracked;

DROP TABLE IF EXISTS warehouse.examples.device_numbers;

-- Events as a tracker delivers them: devices have long strings for ids
CREATE TABLE warehouse.examples.tracked AS
SELECT lower(to_hex(md5(to_utf8('device ' || CAST(device_id AS varchar))))) AS device_key, event_time, event
FROM shop.tiny.events;

-- The dictionary: one row for each id, numbered from 1 without a gap
CREATE TABLE warehouse.examples.device_numbers AS
SELECT device_key, row_number() OVER (ORDER BY device_key) AS device_number
FROM (SELECT DISTINCT device_key FROM warehouse.examples.tracked WHERE event_time < TIMESTAMP '2025-12-01 00:00:00');

-- Every later day: new ids take the next numbers, known ids keep theirs
INSERT INTO warehouse.examples.device_numbers
SELECT device_key, (SELECT coalesce(max(device_number), 0) FROM warehouse.examples.device_numbers) + row_number() OVER (ORDER BY device_key)
FROM (SELECT DISTINCT device_key FROM warehouse.examples.tracked) AS seen
WHERE NOT EXISTS (SELECT 1 FROM warehouse.examples.device_numbers AS known WHERE known.device_key = seen.device_key);

-- Dense: as many numbers as ids, from 1 to their count
SELECT count(*) AS devices, count(DISTINCT device_number) AS numbers, min(device_number) AS first_number, max(device_number) AS last_number
FROM warehouse.examples.device_numbers;

-- From now on queries work with the number, here a funnel of devices
SELECT step, users AS devices, round(total_rate, 3) AS total_rate
FROM (
    SELECT funnel_summary(level, 3) AS summary
    FROM (
        SELECT device_number, funnel(event_time, INTERVAL '7' DAY, steps(event = 'view', event = 'order', event = 'pay')) AS level
        FROM warehouse.examples.tracked
        JOIN warehouse.examples.device_numbers USING (device_key)
        GROUP BY device_number))
CROSS JOIN UNNEST(summary) AS f (step, users, step_rate, total_rate)
ORDER BY step;
