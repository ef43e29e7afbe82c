-- description: Sales and buyers of the time range and of the range of the same length before it, one row each. Without a time range there is one row.
-- columns: {period_begin: {label: Beginning of the period}, sales: {label: Sales}, average_order: {label: Average order}, repurchase_rate: {label: Repurchase rate}}
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
SELECT period_begin, sales, orders, buyers, average_order, new_buyers, repeat_buyers, repurchase_rate
FROM (
    SELECT
        period_begin,
        max(period_begin) OVER () AS last_begin,
        sum(sales) AS sales,
        sum(orders) AS orders,
        count(*) AS buyers,
        sum(sales) / sum(orders) AS average_order,
        count_if(is_new) AS new_buyers,
        count_if(NOT is_new) AS repeat_buyers,
        1e0 * count_if(orders > 1) / count(*) AS repurchase_rate
    FROM (
        SELECT o.user_id, p.period_begin, sum(o.amount) AS sales, count(*) AS orders, bool_or(o.is_first) AS is_new
        FROM warehouse.dashboards.growth_orders o
        {% if span.from_expr and span.to_expr -%}
        JOIN (VALUES
            (date({{ span.from_expr }}), date({{ span.to_expr }})),
            (date_add('day', -date_diff('day', date({{ span.from_expr }}), date({{ span.to_expr }})), date({{ span.from_expr }})), date({{ span.from_expr }}))) AS p (period_begin, period_end)
            ON o.day >= p.period_begin AND o.day < p.period_end
        {%- else -%}
        JOIN (SELECT min(day) AS period_begin FROM warehouse.dashboards.growth_orders) p
            ON true
            {% if span.from_expr %}AND o.day >= date({{ span.from_expr }}){% endif %}
            {% if span.to_expr %}AND o.day < date({{ span.to_expr }}){% endif %}
        {%- endif %}
        WHERE true
            {% if filter_values('platform') %}AND o.platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
            {% if filter_values('channel') %}AND o.channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
        GROUP BY o.user_id, p.period_begin)
    GROUP BY period_begin)
{%- if span.from_expr and span.to_expr %}
-- a range without sales shows nothing, rather than what was sold before it
WHERE last_begin = date({{ span.from_expr }})
{%- endif %}
