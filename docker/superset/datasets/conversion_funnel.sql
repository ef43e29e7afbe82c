-- description: The purchase funnel of seven days. A customer enters by the first view in the time range and may go on after its end.
-- columns: {stage: {label: Step}, users: {label: Customers, format: ",d"}, step_rate: {label: Of the step before, format: ".1%"}, total_rate: {label: Of all who entered, format: ".1%"}, median_time: {label: Median time, format: DURATION, description: "From the step before, in milliseconds"}, p90_time: {label: 90 % within, format: DURATION, description: "From the step before, in milliseconds"}}
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
SELECT
    step,
    element_at(ARRAY['1 · View a product', '2 · Add to cart', '3 · Order', '4 · Pay'], step) AS stage,
    users,
    step_rate,
    total_rate,
    1000 * median_seconds AS median_time,
    1000 * p90_seconds AS p90_time
FROM (
    SELECT funnel_summary(times, 4) AS summary
    FROM (
        SELECT s.user_id, funnel_times(s.event_time, INTERVAL '7' DAY, steps(
            s.event = 'view'{% if span.to_expr %} AND s.event_time < {{ span.to_expr }}{% endif %},
            s.event = 'add_to_cart',
            s.event = 'order',
            s.event = 'pay')) AS times
        FROM warehouse.dashboards.conversion_steps s
        WHERE true
            {% if span.from_expr %}AND s.event_time >= {{ span.from_expr }}{% endif %}
            {% if span.to_expr %}AND s.event_time <= {{ span.to_expr }} + INTERVAL '7' DAY{% endif %}
            {% if filter_values('platform') %}AND s.platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
            {% if filter_values('channel') %}AND s.channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
        GROUP BY s.user_id))
CROSS JOIN UNNEST(summary) AS f (step, users, step_rate, total_rate, median_seconds, p90_seconds)
