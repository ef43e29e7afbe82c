-- title: After how many days do customers buy again?
-- description: Quantiles of the days between two purchase days of a customer, by member level.
-- display: table
-- settings: {}
WITH gaps AS (
    SELECT member_level, transform(event_intervals(date(paid_at), true, true), gap -> gap / 86400000) AS days
    FROM orders
    JOIN users USING (user_id)
    WHERE paid_at IS NOT NULL [[AND platform = {{platform}}]]
    GROUP BY member_level, user_id),
levels AS (
    SELECT member_level, count(*) AS customers, array_sort(flatten(array_agg(days))) AS days
    FROM gaps
    WHERE cardinality(days) > 0
    GROUP BY member_level)
SELECT member_level, customers, cardinality(days) AS repurchases,
       days[CAST(ceil(0.25 * cardinality(days)) AS integer)] AS p25,
       days[CAST(ceil(0.50 * cardinality(days)) AS integer)] AS p50,
       days[CAST(ceil(0.75 * cardinality(days)) AS integer)] AS p75
FROM levels
ORDER BY p50, member_level
