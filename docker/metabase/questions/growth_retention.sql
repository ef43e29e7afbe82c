-- title: Who is still there some weeks after the first visit?
-- description: Share of those first seen in a week who are seen again so many weeks later. A star marks a week that is not over.
-- display: table
-- settings: {"table.pivot": true, "table.pivot_column": "week", "table.cell_column": "retained"}
WITH activity AS (
    SELECT user_id, active_periods(event_time, 'week') AS weeks
    FROM events
    WHERE event_time < CAST({{to}} AS timestamp(6)) [[AND platform = {{platform}}]]
    GROUP BY user_id),
curves AS (
    SELECT bitmap_min(weeks) AS cohort,
           retention_curve(bitmap_limit(weeks, 0, 1), weeks, sequence(0, 8), 'on', period_number(least((SELECT as_of FROM clock), CAST({{to}} AS timestamp(6))), 'week')) AS curve
    FROM activity
    WHERE bitmap_min(weeks) >= period_number(CAST({{from}} AS timestamp(6)), 'week')
    GROUP BY bitmap_min(weeks))
SELECT date(period_start(cohort, 'week')) AS cohort, period AS week, format('%.1f%%%s', 100 * rate, IF(complete, '', ' *')) AS retained
FROM curves
CROSS JOIN UNNEST(curve) AS c (period, entries, users, rate, complete)
WHERE rate IS NOT NULL
ORDER BY cohort, week
