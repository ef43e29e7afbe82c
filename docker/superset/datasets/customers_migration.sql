-- description: Customers by their segment at the end of a month and of the next one, over the last three months in the time range. Who first paid in the second of the two months is not counted in it.
{% set span = get_time_filter(target_type='TIMESTAMP') -%}
SELECT
    month,
    channel,
    platform,
    segment,
    next_segment,
    date_format(month, '%b') || ' · ' || segment AS source,
    date_format(date_add('month', 1, month), '%b') || ' · ' || next_segment AS target
FROM warehouse.dashboards.customers_value
WHERE month IN (
    SELECT date_add('month', -1, month)
    FROM warehouse.dashboards.customers_calendar
    {% if span.to_expr %}WHERE month < {{ span.to_expr }}{% endif %}
    ORDER BY month DESC
    LIMIT 2)
