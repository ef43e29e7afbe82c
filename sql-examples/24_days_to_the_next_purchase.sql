-- After how many days do customers buy again, by member level?

WITH buyers AS (
    SELECT member_level, user_id, transform(event_intervals(date(paid_at), true, true), gap -> gap / 86400000) AS days
    FROM shop.tiny.orders
    JOIN shop.tiny.users USING (user_id)
    WHERE paid_at IS NOT NULL
    GROUP BY member_level, user_id),
levels AS (
    SELECT member_level, count(*) AS users, array_sort(flatten(array_agg(days))) AS days
    FROM buyers
    WHERE cardinality(days) > 0
    GROUP BY member_level)
SELECT member_level, users, cardinality(days) AS repurchases,
       days[CAST(ceil(0.10 * cardinality(days)) AS integer)] AS p10,
       days[CAST(ceil(0.25 * cardinality(days)) AS integer)] AS p25,
       days[CAST(ceil(0.50 * cardinality(days)) AS integer)] AS p50,
       days[CAST(ceil(0.75 * cardinality(days)) AS integer)] AS p75,
       days[CAST(ceil(0.90 * cardinality(days)) AS integer)] AS p90
FROM levels
ORDER BY p50, member_level;

-- The same people
SELECT member_level, user_id
FROM (
    SELECT member_level, user_id, event_intervals(date(paid_at), true, true) AS gaps
    FROM shop.tiny.orders
    JOIN shop.tiny.users USING (user_id)
    WHERE paid_at IS NOT NULL
    GROUP BY member_level, user_id)
WHERE cardinality(gaps) > 0
ORDER BY member_level, user_id;
