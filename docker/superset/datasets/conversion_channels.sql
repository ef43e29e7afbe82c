-- description: The purchase funnel of seven days for each acquisition channel.
-- columns: {total_rate: {label: Of all who entered, format: ".1%"}, step_rate: {label: Of the step before, format: ".1%"}}
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
SELECT
    channel,
    step,
    element_at(ARRAY['1 · View a product', '2 · Add to cart', '3 · Order', '4 · Pay'], step) AS stage,
    users,
    step_rate,
    total_rate
FROM (
    SELECT channel, funnel_summary(level, 4) AS summary
    FROM (
        SELECT s.channel, s.user_id, funnel(s.event_time, INTERVAL '7' DAY, steps(
            s.event = 'view'{% if span.to_expr %} AND s.event_time < {{ span.to_expr }}{% endif %},
            s.event = 'add_to_cart',
            s.event = 'order',
            s.event = 'pay')) AS level
        FROM warehouse.dashboards.conversion_steps s
        WHERE true
            {% if span.from_expr %}AND s.event_time >= {{ span.from_expr }}{% endif %}
            {% if span.to_expr %}AND s.event_time <= {{ span.to_expr }} + INTERVAL '7' DAY{% endif %}
            {% if filter_values('platform') %}AND s.platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
            {% if filter_values('channel') %}AND s.channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
        GROUP BY s.channel, s.user_id)
    GROUP BY channel)
CROSS JOIN UNNEST(summary) AS f (step, users, step_rate, total_rate)
