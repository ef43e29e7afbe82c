-- Who are our best members? Each property of the gold and platinum members against all customers, most telling first

WITH traits AS (
    SELECT user_id, member_level IN ('gold', 'platinum') AS is_best, property, value
    FROM shop.tiny.users
    CROSS JOIN UNNEST(
        ARRAY['gender', 'born', 'region', 'channel', 'push allowed'],
        ARRAY[gender, format('%s1 to %s0', (birth_year - 1) / 10, (birth_year + 9) / 10), region, channel, CAST(push_allowed AS varchar)]) AS t (property, value)),
sizes AS (
    SELECT property, value, count_if(is_best) AS users, count(*) AS base
    FROM traits
    GROUP BY property, value),
totals AS (
    SELECT *, sum(users) OVER (PARTITION BY property) AS all_users, sum(base) OVER (PARTITION BY property) AS all_base
    FROM sizes)
SELECT property, value, users,
       round(CAST(users AS double) / all_users, 3) AS share, round(CAST(base AS double) / all_base, 3) AS base_share,
       round(tgi(users, all_users, base, all_base), 1) AS tgi
FROM totals
ORDER BY abs(tgi(users, all_users, base, all_base) - 100) DESC, property, value;

-- The same people
SELECT property, value, user_id
FROM shop.tiny.users
CROSS JOIN UNNEST(
    ARRAY['gender', 'born', 'region', 'channel', 'push allowed'],
    ARRAY[gender, format('%s1 to %s0', (birth_year - 1) / 10, (birth_year + 9) / 10), region, channel, CAST(push_allowed AS varchar)]) AS t (property, value)
WHERE member_level IN ('gold', 'platinum')
ORDER BY property, value, user_id;
