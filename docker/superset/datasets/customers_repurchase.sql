-- description: Exact quantiles of the days from one day of purchase to the next, by member level.
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
SELECT
    member_level AS level,
    element_at(ARRAY['10 %', '25 %', '50 %', '75 %', '90 %'], position) AS quantile,
    sorted[CAST(ceil(q * cardinality(sorted)) AS integer)] AS days,
    users,
    cardinality(sorted) AS repurchases
FROM (
    SELECT member_level, array_sort(array_agg(days)) AS sorted, count(DISTINCT user_id) AS users
    FROM warehouse.dashboards.customers_intervals
    WHERE true
        {% if span.from_expr %}AND bought_on >= {{ span.from_expr }}{% endif %}
        {% if span.to_expr %}AND bought_on < {{ span.to_expr }}{% endif %}
        {% if filter_values('channel') %}AND channel IN {{ filter_values('channel', remove_filter=True) | where_in }}{% endif %}
        {% if filter_values('platform') %}AND platform IN {{ filter_values('platform', remove_filter=True) | where_in }}{% endif %}
    GROUP BY member_level)
CROSS JOIN UNNEST(ARRAY[0.10, 0.25, 0.50, 0.75, 0.90]) WITH ORDINALITY AS q (q, position)
