-- description: Customers by the week of their first visit, and how many of them were active in each of the twelve weeks after it. Cohorts are the weeks that begin in the time range.
-- columns: {rate: {label: Retention rate, format: ".0%"}, marked_rate: {label: "Retention rate, negative where the week is not over", format: "(.0%"}}
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
SELECT
    cohort,
    date_format(cohort, '%Y-%m-%d') || ' · ' || format('%,d', max(entries) OVER (PARTITION BY cohort)) || ' new' AS cohort_label,
    period,
    entries,
    users,
    rate,
    complete,
    IF(complete, rate, -rate) AS marked_rate
FROM (
    SELECT
        date(period_start(bitmap_min(weeks), 'week')) AS cohort,
        max(as_of) AS as_of,
        retention_curve(bitmap_limit(weeks, 0, 1), weeks, sequence(1, 12), 'on', period_number(as_of, 'week')) AS curve
    FROM (
        SELECT a.user_id, active_periods(a.day, 'week') AS weeks
        FROM warehouse.dashboards.growth_active_days a
        WHERE true
            {% if filter_values('platform') %}AND a.platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
            {% if filter_values('channel') %}AND a.channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
        GROUP BY a.user_id)
    CROSS JOIN warehouse.dashboards.clock
    WHERE true
        {% if span.from_expr %}AND period_start(bitmap_min(weeks), 'week') >= {{ span.from_expr }}{% endif %}
        {% if span.to_expr %}AND period_start(bitmap_min(weeks), 'week') < {{ span.to_expr }}{% endif %}
    GROUP BY bitmap_min(weeks))
CROSS JOIN UNNEST(curve) AS c (period, entries, users, rate, complete)
-- weeks that have not begun yet have nothing to show
WHERE date_add('week', period, cohort) < as_of
