-- description: Five points of the lift of each treated arm, for a box plot. The whiskers are the 95 % interval, the box is the middle half of it.
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
WITH arms AS (
    SELECT campaign, arm, count(*) AS people, count_if(bought) AS buyers
    FROM warehouse.dashboards.campaigns_people
    WHERE true
        {% if span.from_expr %}AND assigned_at >= {{ span.from_expr }}{% endif %}
        {% if span.to_expr %}AND assigned_at < {{ span.to_expr }}{% endif %}
        {% if filter_values('campaign') %}AND campaign IN {{ filter_values('campaign', remove_filter=True) | where_in }}{% endif %}
        {% if filter_values('channel') %}AND channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
        {% if filter_values('platform') %}AND platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
    GROUP BY campaign, arm),
effects AS (
    SELECT
        t.campaign || IF(count(*) OVER (PARTITION BY t.campaign) > 1, ' · ' || t.arm, '') AS contrast,
        uplift(t.people, t.buyers, c.people, c.buyers) AS effect
    FROM arms t
    JOIN arms c ON c.campaign = t.campaign AND c.arm = 'control'
    WHERE t.arm <> 'control')
SELECT contrast, point, 100 * value AS lift_points
FROM effects
CROSS JOIN UNNEST(ARRAY[
    effect.low,
    (effect.low + effect.lift) / 2,
    effect.lift,
    (effect.lift + effect.high) / 2,
    effect.high]) WITH ORDINALITY AS v (value, point)
