-- description: Each treated arm against the control group of its campaign. Everybody assigned counts, reached or not. A broken split is one that chance alone would hardly ever give (p below 0.001).
-- columns: {contrast: {label: Campaign}, verdict: {label: Verdict}}
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
WITH arms AS (
    SELECT
        campaign,
        arm,
        min(assigned_at) AS assigned_at,
        count(*) AS people,
        count_if(bought) AS buyers,
        avg(revenue) AS mean_revenue,
        var_samp(revenue) AS variance
    FROM warehouse.dashboards.campaigns_people
    WHERE true
        {% if span.from_expr %}AND assigned_at >= {{ span.from_expr }}{% endif %}
        {% if span.to_expr %}AND assigned_at < {{ span.to_expr }}{% endif %}
        {% if filter_values('campaign') %}AND campaign IN {{ filter_values('campaign', remove_filter=True) | where_in }}{% endif %}
        {% if filter_values('channel') %}AND channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
        {% if filter_values('platform') %}AND platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
    GROUP BY campaign, arm),
splits AS (
    -- from the plan, so that an arm without anybody counts 0
    SELECT p.campaign, sample_ratio_p(array_agg(coalesce(a.people, 0) ORDER BY p.arm), array_agg(p.weight ORDER BY p.arm)) AS split_p
    FROM warehouse.dashboards.campaign_plans p
    LEFT JOIN arms a ON a.campaign = p.campaign AND a.arm = p.arm
    GROUP BY p.campaign),
effects AS (
    SELECT
        t.*,
        c.people AS control_people,
        c.buyers AS control_buyers,
        c.mean_revenue AS control_revenue,
        uplift(t.people, t.buyers, c.people, c.buyers) AS conversion,
        mean_lift(t.people, t.mean_revenue, t.variance, c.people, c.mean_revenue, c.variance) AS money
    FROM arms t
    JOIN arms c ON c.campaign = t.campaign AND c.arm = 'control'
    WHERE t.arm <> 'control')
SELECT
    e.campaign AS campaign_name,
    e.arm,
    e.campaign || IF(count(*) OVER (PARTITION BY e.campaign) > 1, ' · ' || e.arm, '') AS contrast,
    e.assigned_at,
    e.people,
    e.buyers,
    e.control_people,
    e.control_buyers,
    CAST(e.buyers AS double) / e.people AS rate,
    CAST(e.control_buyers AS double) / e.control_people AS control_rate,
    e.conversion.lift AS lift,
    e.conversion.low AS low,
    e.conversion.high AS high,
    e.conversion.p_value AS p_value,
    e.mean_revenue AS revenue,
    e.control_revenue,
    e.money.lift AS revenue_lift,
    e.money.low AS revenue_low,
    e.money.high AS revenue_high,
    e.money.p_value AS revenue_p_value,
    s.split_p,
    coalesce(s.split_p < 0.001, false) AS is_broken,
    IF(s.split_p < 0.001, 0, e.conversion.lift * e.people) AS extra_buyers,
    CASE
        WHEN s.split_p < 0.001 THEN 'Split broken: do not believe'
        WHEN e.conversion.low > 0 THEN 'Works'
        WHEN e.conversion.high < 0 THEN 'Harms'
        ELSE 'No effect shown'
    END AS verdict
FROM effects e
LEFT JOIN splits s ON s.campaign = e.campaign
