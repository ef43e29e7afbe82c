-- description: What a customer who registered in a quarter has paid within so many days of registration, on average over those who registered that long ago. Where that is not the whole quarter, the line goes on as a part, as long as it is a quarter of them at least. The time range chooses the quarters that it touches.
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
WITH points AS (
    SELECT quarter, days, complete, sum(paid) / sum(users) AS value, sum(users) AS users
    FROM warehouse.dashboards.customers_cohorts
    WHERE true
        {% if span.from_expr %}AND date_add('month', 3, quarter) > {{ span.from_expr }}{% endif %}
        {% if span.to_expr %}AND quarter < {{ span.to_expr }}{% endif %}
        {% if filter_values('channel') %}AND channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
        {% if filter_values('platform') %}AND platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
    GROUP BY quarter, days, complete
    -- few who came early would stand for many who have not been here that long
    HAVING sum(users) >= 0.25 * sum(registered))
SELECT
    format('%d Q%d', year(quarter), quarter(quarter)) || l.line AS cohort,
    days,
    users,
    value,
    complete
FROM (
    SELECT *, max(IF(complete, days)) OVER (PARTITION BY quarter) AS last_complete
    FROM points)
-- the last complete point belongs to both lines, so that they meet
CROSS JOIN UNNEST(IF(NOT complete, ARRAY[', part'], IF(days = last_complete, ARRAY['', ', part'], ARRAY['']))) AS l (line)
