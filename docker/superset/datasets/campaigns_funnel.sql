-- description: How far pushes came. Each step needs the one before; bought means paid after the click and within 48 hours after being assigned.
-- columns: {step_rate: {label: Of the step before, format: ".1%"}, total_rate: {label: Of all sent, format: ".1%"}}
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
SELECT
    step,
    element_at(ARRAY['1 · Sent', '2 · Delivered', '3 · Opened', '4 · Clicked', '5 · Bought'], step) AS stage,
    users AS people,
    step_rate,
    total_rate
FROM (
    SELECT funnel_summary(level, 5) AS summary
    FROM warehouse.dashboards.campaigns_people
    WHERE level > 0
        {% if span.from_expr %}AND assigned_at >= {{ span.from_expr }}{% endif %}
        {% if span.to_expr %}AND assigned_at < {{ span.to_expr }}{% endif %}
        {% if filter_values('campaign') %}AND campaign IN {{ filter_values('campaign', remove_filter=True) | where_in }}{% endif %}
        {% if filter_values('channel') %}AND channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
        {% if filter_values('platform') %}AND platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %})
CROSS JOIN UNNEST(summary) AS f (step, users, step_rate, total_rate)
