-- description: From stop to stop of the visits, up to the fourth. An edge to (exit) is a visit that ended there. Stops of fewer than 1 % of the visits are taken together.
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
SELECT
    step,
    -- what enters a stop leaves it, so that both of its sides are renamed alike
    IF(sum(visits) OVER (PARTITION BY source) < 1e-2 * all_visits, CAST(step AS varchar) || ' · others', source) AS source,
    IF(sum(visits) OVER (PARTITION BY target) < 1e-2 * all_visits, CAST(step + 1 AS varchar) || ' · others', target) AS target,
    visits
FROM (
    SELECT p.step, p.source, p.target, sum(p.visits) AS visits, sum(sum(IF(p.step = 1, p.visits, 0))) OVER () AS all_visits
    FROM warehouse.dashboards.conversion_paths p
    WHERE p.step < 4
        {% if span.from_expr %}AND p.day >= date({{ span.from_expr }}){% endif %}
        {% if span.to_expr %}AND p.day < {{ span.to_expr }}{% endif %}
        {% if filter_values('platform') %}AND p.platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
        {% if filter_values('channel') %}AND p.channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
    GROUP BY p.step, p.source, p.target)
