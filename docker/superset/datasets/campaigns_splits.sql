-- description: Whether the arms of each campaign came out as planned. Below a p of 0.001 people were lost or counted twice on the way, and no effect should be believed.
-- columns: {campaign_name: {label: Campaign}, arms: {label: Arms}, planned: {label: Planned (%)}, came_out: {label: Came out (%)}, verdict: {label: Verdict}}
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
WITH arms AS (
    SELECT campaign, arm, min(assigned_at) AS assigned_at, count(*) AS people
    FROM warehouse.dashboards.campaigns_people
    WHERE true
        {% if span.from_expr %}AND assigned_at >= {{ span.from_expr }}{% endif %}
        {% if span.to_expr %}AND assigned_at < {{ span.to_expr }}{% endif %}
        {% if filter_values('campaign') %}AND campaign IN {{ filter_values('campaign', remove_filter=True) | where_in }}{% endif %}
        {% if filter_values('channel') %}AND channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
        {% if filter_values('platform') %}AND platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
    GROUP BY campaign, arm),
planned AS (
    -- from the plan, so that an arm without anybody counts 0
    SELECT
        p.campaign,
        min(a.assigned_at) AS assigned_at,
        array_agg(p.arm ORDER BY p.arm) AS arms,
        array_agg(coalesce(a.people, 0) ORDER BY p.arm) AS counts,
        array_agg(p.weight ORDER BY p.arm) AS weights
    FROM warehouse.dashboards.campaign_plans p
    LEFT JOIN arms a ON a.campaign = p.campaign AND a.arm = p.arm
    GROUP BY p.campaign
    HAVING count(a.people) > 0)
SELECT
    campaign AS campaign_name,
    assigned_at,
    array_join(arms, ' : ') AS arms,
    array_join(transform(weights, weight -> format('%.0f', 100 * weight)), ' : ') AS planned,
    array_join(transform(counts, people -> format('%.1f', 1e2 * people / reduce(counts, 0, (sum, n) -> sum + n, sum -> sum))), ' : ') AS came_out,
    reduce(counts, 0, (sum, n) -> sum + n, sum -> sum) AS people,
    sample_ratio_p(counts, weights) AS p_value,
    sample_ratio_p(counts, weights) < 0.001 AS is_broken,
    IF(sample_ratio_p(counts, weights) < 0.001, 'Broken: believe no effect', 'As planned') AS verdict
FROM planned
